#!/usr/bin/env bash
# How long the embedded warehouse takes: to publish, and to answer.
#
#     benchmarks/warehouse.sh [lakehouse with 2,000,000 events]
#
# Without a lakehouse the demo makes one first. Needs a JDK and Maven. "first" is the first of a new
# process; as root the script empties the system's file cache before each.
lakehouse=${1:+$(realpath "$1")}
source "$(dirname "$0")/processes.sh"

publish() {
  run 1g warehouse.PublishWarehouse --lakehouse="$lakehouse" --warehouse="$work/shop.duckdb" | grep -E 'silver|Published'
}

ask() {
  sync
  echo 3 2> /dev/null > /proc/sys/vm/drop_caches || true
  run 1g warehouse.Query "$1" --warehouse="$work/shop.duckdb" --repeat=8
}

build
if [ -z "$lakehouse" ]; then
  lakehouse=$work/shop
  run 4g demo.Demo --runner=FlinkRunner --events=2000000 --lakehouse="$lakehouse" > "$work/demo.out"
fi

publish
publish
for statement in cohort_retention basket_categories basket_pairs rolling_30_day_activity; do
  ask "$statement"
done
