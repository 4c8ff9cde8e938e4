#!/usr/bin/env bash
# Revenue by category and month, from the events and from the materialized view, on 20,000,000
# silver rows: ten copies of a simulated shop's.
#
#     benchmarks/materialized_view.sh <lakehouse with 2,000,000 events>
#
# The tenth copy comes after the first publication, and the second publishes it alone. Needs what the
# build needs: a JDK, Maven, Python 3 with its venv module. "first" is the first of a new process; as
# root the script empties the system's file cache before each.
lakehouse=$(realpath "${1:?which lakehouse?}")
source "$(dirname "$0")/processes.sh"
python=pipelines/target/venv/bin/python

copies() {
  $python benchmarks/scale_silver.py "$lakehouse" "$work/twenty" "$1" "$2"
}

publish() {
  run 1g warehouse.PublishWarehouse --lakehouse="$work/twenty" --warehouse="$work/twenty.duckdb" | grep -E 'silver|Published'
}

ask() {
  sync
  echo 3 2> /dev/null > /proc/sys/vm/drop_caches || true
  run 1g warehouse.Query "$1" --warehouse="$work/twenty.duckdb" --repeat=8
}

build
python3 pipelines/src/test/python/make_venv.py pipelines/target/venv pipelines/src/test/python/requirements.txt
copies 1 9
publish
copies 10 10
publish
publish
ask revenue_by_category_month_raw
ask revenue_by_category_month
$python benchmarks/scanned_bytes.py "$work/twenty" "$work/twenty.duckdb"
