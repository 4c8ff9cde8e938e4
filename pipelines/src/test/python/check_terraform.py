"""Checks a folder of Terraform configuration without Terraform, and the schema files it reads.

    python check_terraform.py <terraform folder> <folder with schemas/ and sql/>

Every file must be HCL, laid out as terraform fmt does it (indentation, aligned equal signs, no
trailing blanks), as far as that can be told line by line. In each module, variables and outputs say what they are, what is referred to
is declared, what is declared is used, and a call of a module gives it what it needs. Providers are
pinned, and nothing looks like a secret. Every table has a schema file and the other way round, is
partitioned and clustered by columns that it has, and views read tables that there are.

Prints the faults, one a line, and ends with 1 if there are any.
"""

import json
import re
import sys
from pathlib import Path

import hcl2

SUFFIXES = (".tf", ".tfvars", ".hcl")
SECRET = re.compile(
    r"-----BEGIN|AIza[0-9A-Za-z_-]{30}|ya29\.|(?i:(password|secret|private_key)\s*=\s*\"[^\"]+\")"
)
TYPES = {"STRING", "BYTES", "INTEGER", "INT64", "FLOAT", "FLOAT64", "NUMERIC", "BOOLEAN", "BOOL",
         "TIMESTAMP", "DATE"}
MOST_CLUSTERING_COLUMNS = 4


def unquoted(text):
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == '"' else text


def without_comments_and_strings(text):
    """The code of a file; of strings only what is interpolated remains."""
    text = re.sub(r"^\s*#.*$", "", text, flags=re.M)
    return re.sub(
        r'"((?:[^"\\]|\\.)*)"',
        lambda string: " ".join(re.findall(r"\$\{([^}]*)\}", string.group(1))),
        text,
    )


class Module:
    """One folder of .tf files."""

    def __init__(self, folder, parsed, texts):
        self.folder = folder
        self.code = "\n".join(without_comments_and_strings(text) for text in texts)
        self.variables, self.outputs, self.calls, self.resources, self.locals = {}, {}, {}, set(), set()
        self.providers = {}
        for content in parsed:
            for block in content.get("variable", []):
                self.variables.update({unquoted(name): body for name, body in block.items()})
            for block in content.get("output", []):
                self.outputs.update({unquoted(name): body for name, body in block.items()})
            for block in content.get("module", []):
                self.calls.update({unquoted(name): body for name, body in block.items()})
            for block in content.get("resource", []):
                for kind, named in block.items():
                    self.resources |= {f"{unquoted(kind)}.{unquoted(name)}" for name in named}
            for block in content.get("locals", []):
                self.locals |= {name for name in block if not name.startswith("__")}
            for block in content.get("terraform", []):
                for providers in block.get("required_providers", []):
                    self.providers.update(providers)

    def faults(self, modules):
        for name, body in self.variables.items():
            if not body.get("description"):
                yield f"variable {name} has no description"
            if "type" not in body:
                yield f"variable {name} has no type"
            if not re.search(rf"\bvar\.{name}\b", self.code):
                yield f"variable {name} is not used"
        for name, body in self.outputs.items():
            if not body.get("description"):
                yield f"output {name} has no description"
        for name in sorted(set(re.findall(r"\bvar\.(\w+)", self.code)) - set(self.variables)):
            yield f"var.{name} is not declared"
        for name in sorted(set(re.findall(r"\blocal\.(\w+)", self.code)) - self.locals):
            yield f"local.{name} is not declared"
        for name in sorted(set(re.findall(r"\bmodule\.(\w+)", self.code)) - set(self.calls)):
            yield f"module.{name} is not declared"
        for name in sorted(set(re.findall(r"\b(google_\w+\.\w+)", self.code)) - self.resources):
            yield f"{name} is not declared"
        for name, provider in self.providers.items():
            if not name.startswith("__") and not (isinstance(provider, dict) and provider.get("version")):
                yield f"provider {name} has no version"
        if self.resources and not any(name.startswith("google") for name in self.providers):
            yield "the module does not say which provider it needs"
        for name, body in self.calls.items():
            yield from self.faults_of_call(name, body, modules)

    def faults_of_call(self, name, body, modules):
        source = (self.folder / unquoted(body["source"])).resolve()
        called = modules.get(source)
        if called is None:
            yield f"module {name}: {source} is no folder of this configuration"
            return
        given = {key for key in body if not key.startswith("__")} - {
            "source", "count", "for_each", "depends_on", "providers"}
        needed = {key for key, variable in called.variables.items() if "default" not in variable}
        for key in sorted(given - set(called.variables)):
            yield f"module {name} has no variable {key}"
        for key in sorted(needed - given):
            yield f"module {name} is not given {key}"


def layout_faults(text):
    if not text.endswith("\n") or text.endswith("\n\n"):
        yield "does not end with one newline"
    depth = 0
    group = []
    for number, line in enumerate(text.splitlines(), 1):
        if "\t" in line or line != line.rstrip():
            yield f"line {number} has a tab or a trailing blank"
        code = re.sub(r"#.*", "", re.sub(r'"(?:[^"\\]|\\.)*"', '""', line))
        opened, closed = len(re.findall(r"[{\[(]", code)), len(re.findall(r"[}\])]", code))
        leading = len(re.match(r"\s*[}\])]*", code).group().strip())
        if line.strip() and len(line) - len(line.lstrip()) != 2 * (depth - min(leading, 1)):
            yield f"line {number} is not indented by {2 * (depth - min(leading, 1))}"
        attribute = re.match(r'\s*[\w."-]+\s*=(?!=)', line)
        if attribute and opened == closed:
            group.append((number, attribute.end()))
        else:
            yield from misaligned(group)
            group = []
        # However many brackets a line opens, what follows is indented once.
        depth += (opened > closed) - (closed > opened)
    yield from misaligned(group)


def misaligned(group):
    if len({column for _, column in group}) > 1:
        yield f"lines {group[0][0]} to {group[-1][0]} don't have their equal signs in one column"


def configuration_faults(root):
    files = sorted(
        path for path in root.rglob("*")
        if path.suffix in SUFFIXES and ".terraform" not in path.parts and not path.name.startswith("."))
    if not files:
        yield root, "there is no configuration here"
    folders = {}
    for path in files:
        text = path.read_text()
        if SECRET.search(text):
            yield path, "something looks like a secret"
        for fault in layout_faults(text):
            yield path, fault
        try:
            parsed = hcl2.loads(text)
        except Exception as problem:  # of lark, in many kinds
            yield path, "is not HCL: " + " ".join(str(problem).split())[:200]
            continue
        if path.suffix == ".tf":
            folders.setdefault(path.parent.resolve(), []).append((parsed, text))
    modules = {
        folder: Module(folder, [parsed for parsed, _ in parts], [text for _, text in parts])
        for folder, parts in folders.items()
    }
    for folder, module in modules.items():
        for fault in module.faults(modules):
            yield folder, fault
    for path in files:
        if path.suffix == ".tfvars" and root.resolve() in modules:
            for key in hcl2.loads(path.read_text()):
                if not key.startswith("__") and key not in modules[root.resolve()].variables:
                    yield path, f"there is no variable {key}"


def schema_faults(resources):
    schemas = resources / "schemas"
    catalog = json.loads((schemas / "tables.json").read_text())
    tables = catalog["tables"]
    files = {path.stem for path in schemas.glob("*.json")} - {"tables"}
    for name in sorted(set(tables) - files):
        yield schemas, f"table {name} has no schema file"
    for name in sorted(files - set(tables)):
        yield schemas / f"{name}.json", "belongs to no table of tables.json"
    for name in sorted(files & set(tables)):
        for fault in table_faults(tables[name], json.loads((schemas / f"{name}.json").read_text())):
            yield schemas / f"{name}.json", fault
    views = {**catalog["views"], **catalog["materialized_views"]}
    for name, view in views.items():
        sql = resources / view["query"]
        if not sql.is_file():
            yield sql, f"is the query of view {name}, and is not there"
            continue
        code = re.sub(r"--.*", "", sql.read_text())
        read = set(re.findall(r"\bretail\.(\w+)", code))
        for table in sorted(read - set(tables) - set(views)):
            yield sql, f"reads {table}, which is no table"
        if not read:
            yield sql, "reads nothing of the dataset"


def table_faults(table, columns):
    if not table.get("description"):
        yield "the table has no description"
    names = [column["name"] for column in columns]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"column {name} is there twice"
    for column in columns:
        if column.get("type") not in TYPES:
            yield f"column {column['name']} has the type {column.get('type')}"
        if column.get("mode") not in ("REQUIRED", "NULLABLE"):
            yield f"column {column['name']} has the mode {column.get('mode')}"
        if not column.get("description"):
            yield f"column {column['name']} has no description"
    partition = table.get("partition")
    if partition:
        kinds = [column["type"] for column in columns if column["name"] == partition["field"]]
        if kinds not in (["DATE"], ["TIMESTAMP"]):
            yield f"the table can't be partitioned by {partition['field']}"
    clustering = table.get("clustering", [])
    for name in clustering:
        if name not in names:
            yield f"the table can't be clustered by {name}"
    if len(clustering) > MOST_CLUSTERING_COLUMNS:
        yield f"the table is clustered by more than {MOST_CLUSTERING_COLUMNS} columns"


def main(terraform, resources):
    faults = [*configuration_faults(terraform), *schema_faults(resources)]
    for path, fault in faults:
        print(f"{path}: {fault}")
    if faults:
        sys.exit(1)
    print("No faults.")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    main(Path(sys.argv[1]), Path(sys.argv[2]))
