"""What GitHub runs: valid, pinned, with as few rights as it needs."""

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from generator.site.commands import script
from tests.archives import PROJECT

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
SCHEMAS = {
    "vendor.github-workflows": WORKFLOWS,
    "vendor.dependabot": [PROJECT / ".github/dependabot.yml"],
    "vendor.github-issue-forms": [
        path for path in sorted((PROJECT / ".github/ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"
    ],
}


@pytest.mark.parametrize("name", SCHEMAS)
def test_files_are_as_github_defines_them(name: str) -> None:
    command = [script("check-jsonschema"), "--builtin-schema", name, *map(str, SCHEMAS[name])]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_an_audit_of_the_workflows_finds_nothing() -> None:
    done = subprocess.run(
        [script("zizmor"), "--offline", ".github"], cwd=PROJECT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_actions_are_pinned_by_commit(path: Path) -> None:
    used = re.findall(r"uses: (\S+)", path.read_text())
    assert used
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action) for action in used)


@pytest.mark.parametrize("name", ["pull-request.yml", "issue-form.yml"])
def test_what_strangers_can_start_has_no_rights_and_no_secrets(name: str) -> None:
    text = (PROJECT / ".github/workflows" / name).read_text()
    workflow = yaml.safe_load(text)
    assert workflow["permissions"] == {"contents": "read"}
    assert "${{ secrets." not in text
    assert "pull_request_target" not in text
    assert all("permissions" not in job for job in workflow["jobs"].values())


@pytest.mark.parametrize("name", ["pull-request.yml", "issue-form.yml"])
def test_what_a_stranger_wrote_commands_nothing(name: str) -> None:
    """A printed line is a command to GitHub where it begins with `::`, whatever blanks stand before that."""
    workflow = yaml.safe_load((PROJECT / ".github/workflows" / name).read_text())
    runs = [step["run"] for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    printing = [run for run in runs if not re.fullmatch(r"make \S+\.done|\S+ check --format github", run)]
    assert printing
    assert [
        run for run in printing if not run.startswith('echo "::stop-commands::$(openssl rand -hex 16)"\n')
    ] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_command_that_fails_before_a_pipe_fails_the_step(path: Path) -> None:
    """GitHub's usual shell looks at the last command of a pipe alone; `shell: bash` asks for `pipefail`."""
    steps = [step for job in yaml.safe_load(path.read_text())["jobs"].values() for step in job["steps"]]
    assert [step for step in steps if " | " in step.get("run", "") and step.get("shell") != "bash"] == []


def test_who_asks_where_the_site_stands_may_know_it() -> None:
    """Of a private repository, GitHub answers configure-pages only with this right."""
    workflow = yaml.safe_load((PROJECT / ".github/workflows/site.yml").read_text())
    asking = [job for job in workflow["jobs"].values() if "actions/configure-pages" in str(job["steps"])]
    assert asking
    assert all(job["permissions"] == {"contents": "read", "pages": "read"} for job in asking)
