"""Starts bqemulator 1.4.0, an emulator of BigQuery, with what Google's Java client needs mended.

    python bigquery_emulator.py start --rest-port 9050 --grpc-port 9060 --project retail

The extensions of DuckDB that it needs are put in place first, from packages, so that nothing is
fetched from DuckDB's own site.
"""
from pathlib import Path

import duckdb
from duckdb_extensions import import_extension

THERE = Path.home() / ".duckdb" / "extensions" / f"v{duckdb.__version__}"
for extension in ("spatial", "avro"):
    if not list(THERE.glob(f"*/{extension}.duckdb_extension")):
        import_extension(extension)

from fastapi import Query
from bqemulator.grpc_api import write_servicer as ws
from bqemulator.api.routes import tabledata as td

# 1. Java StreamWriter sends write_stream only on the first AppendRows request of a connection.
cls = next(c for c in vars(ws).values() if isinstance(c, type) and hasattr(c, "_ensure_stream_bound"))
_orig = cls._ensure_stream_bound
def _bound(self, stream_name, bound_ctx, context):
    return bound_ctx if (not stream_name and bound_ctx is not None) else _orig(self, stream_name, bound_ctx, context)
cls._ensure_stream_bound = _bound

# 2. Job.getQueryResults() / page 2+ of bq.query(): tabledata.list on the anonymous destination table.
def list_anonymous(project_id: str, table_id: str,
                   maxResults: int = Query(default=10000), startIndex: int = Query(default=0), pageToken: str | None = Query(default=None)):
    from bqemulator.jobs.executor import JOB_RESULTS
    flat = table_id.removeprefix("anon")
    t = JOB_RESULTS.get(flat)
    if t is None:
        t = next((v for k, v in JOB_RESULTS.items() if k.replace("-", "") == flat), None)
    if t is None:
        raise td.resource_not_found(td.ResourceRef("table", project_id, "_bqemu_anonymous", table_id))
    start = int(pageToken) if pageToken else startIndex
    part = t.slice(start, maxResults)
    r = {"kind": "bigquery#tableDataList", "totalRows": str(t.num_rows), "rows": td.arrow_table_to_bq_rows(part)}
    if start + part.num_rows < t.num_rows:
        r["pageToken"] = str(start + part.num_rows)
    return r
td.router.add_api_route("/projects/{project_id}/datasets/_bqemu_anonymous/tables/{table_id}/data", list_anonymous, methods=["GET"])
td.router.routes.insert(0, td.router.routes.pop())

# 3. tables.insert with materializedView (Terraform / Java API) only stored a placeholder table: run the DDL instead.
import asyncio, httpx
from fastapi import Request
from fastapi.responses import JSONResponse
from bqemulator.api.routes import tables as tb
MVS = {}
async def insert_table_mv(project_id: str, dataset_id: str, request: Request, ctx: tb._Ctx):
    body = await request.json()
    mv = body.get("materializedView")
    if not mv:
        return await tb.insert_table(project_id, dataset_id, request, ctx)
    tid = body["tableReference"]["tableId"]
    async with httpx.AsyncClient(timeout=120) as c:
        r = await c.post(f"{str(request.base_url).rstrip('/')}/bigquery/v2/projects/{project_id}/queries",
                         json={"query": f"CREATE MATERIALIZED VIEW `{dataset_id}`.`{tid}` AS {mv['query']}", "useLegacySql": False})
    if r.status_code >= 400:
        return JSONResponse(r.json(), status_code=r.status_code)
    MVS[(project_id, dataset_id, tid)] = {k: body[k] for k in ("materializedView", "labels", "description", "friendlyName", "clustering", "timePartitioning") if k in body}
    return get_table_mv(project_id, dataset_id, tid, ctx)
def get_table_mv(project_id: str, dataset_id: str, table_id: str, ctx: tb._Ctx):
    r = tb.get_table(project_id, dataset_id, table_id, ctx)
    extra = MVS.get((project_id, dataset_id, table_id), {})
    return {**r, **extra}
P = "/projects/{project_id}/datasets/{dataset_id}/tables"
for path, fn, m in ((P, insert_table_mv, "POST"), (P + "/{table_id}", get_table_mv, "GET")):
    tb.router.add_api_route(path, fn, methods=[m], response_model=None)
    tb.router.routes.insert(0, tb.router.routes.pop())

from bqemulator.cli import main  # noqa: E402
if __name__ == "__main__":
    main()
