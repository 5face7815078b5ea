import jsonschema
import pytest

from citecheck.config import load as loading
from citecheck.config.load import load
from citecheck.config.settings import PRIVILEGED, config_schema
from citecheck.model.errors import CitecheckError
from citecheck.model.options import NetworkOptions, Options


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """A user configuration folder of our own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setattr(loading, "user_config_path", lambda name: folder)
    return folder


def test_without_anything_the_defaults_of_the_contract(tmp_path):
    loaded = load({}, folder=tmp_path)
    assert loaded.options == Options()
    assert loaded.options.network == NetworkOptions()
    assert loaded.files == ()


def test_the_command_line_beats_the_file_beats_the_user(tmp_path, home):
    (home / "citations.toml").write_text("[network]\ntimeout = 1\nretries = 1\nhost_delay = 1\n")
    (tmp_path / "citations.toml").write_text("[network]\ntimeout = 2\nretries = 2\n")
    network = load({"network.timeout": "3"}, folder=tmp_path).options.network
    assert (network.timeout, network.retries, network.host_delay) == (3, 2, 1)


def test_the_file_is_looked_for_up_to_the_root_of_the_repository(tmp_path):
    (tmp_path / "repo" / ".git").mkdir(parents=True)
    (tmp_path / "repo" / "docs").mkdir()
    (tmp_path / "citations.toml").write_text("[network]\nretries = 9\n")
    assert load({}, folder=tmp_path / "repo" / "docs").files == ()
    (tmp_path / "repo" / "citations.toml").write_text("[network]\nretries = 5\n")
    assert load({}, folder=tmp_path / "repo" / "docs").options.network.retries == 5


def test_none_reads_none(tmp_path):
    (tmp_path / "citations.toml").write_text("[network]\nretries = 9\n")
    assert load({}, folder=tmp_path, config="none").options.network.retries == 3


PRIVILEGED_EXAMPLES = {
    "network.headers": '["X-Key: 1"]',
    "network.proxy": '"http://127.0.0.1:3128"',
    "network.ca_file": '"ca.pem"',
    "network.connect_to": '["a.example=127.0.0.1"]',
    "network.allow_private": "true",
    "output.files": '["x.json"]',
}


@pytest.mark.parametrize("key", sorted(PRIVILEGED))
def test_what_a_repositorys_file_must_not_set(tmp_path, home, key):
    section, name = key.split(".")
    text = f"[{section}]\n{name} = {PRIVILEGED_EXAMPLES[key]}\n"
    (tmp_path / "citations.toml").write_text(text)
    with pytest.raises(CitecheckError, match=f"{section}.{name} cannot be set by a repository"):
        load({}, folder=tmp_path)
    (tmp_path / "citations.toml").unlink()
    (home / "citations.toml").write_text(text)
    assert load({}, folder=tmp_path).files == (str(home / "citations.toml"),)
    (tmp_path / "mine.toml").write_text(text)
    load({}, folder=tmp_path, config=str(tmp_path / "mine.toml"))


def test_the_option_that_was_wrong_is_named(tmp_path):
    with pytest.raises(CitecheckError, match=r"network.retries: .*greater than or equal to 0"):
        load({"network.retries": "-1"}, folder=tmp_path)


def test_the_schema_accepts_the_example_and_refuses_unknown_keys():
    schema = config_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    assert validator.is_valid({"network": {"timeout": "1m", "retries": 2}, "verify": {"fail_on": "never"}})
    assert not validator.is_valid({"network": {"timout": 1}})
    assert not validator.is_valid({"netwrk": {}})
