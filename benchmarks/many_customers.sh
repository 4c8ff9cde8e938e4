#!/usr/bin/env bash
# Features of a million customers with five million events, in a JVM of 3 GiB; and Z-order of their
# silver, in the same 768 MiB that two million events get.
#
#     benchmarks/many_customers.sh
#
# The events are those of a small simulated shop, 270 times, with each customer's dealt out to ten.
source "$(dirname "$0")/processes.sh"
lakehouse="$work/lakehouse"

build
python3 pipelines/src/test/python/make_venv.py pipelines/target/venv pipelines/src/test/python/requirements.txt
run 4g demo.Demo --runner=FlinkRunner --events=20000 --lakehouse="$lakehouse" > "$work/demo.out"
pipelines/target/venv/bin/python benchmarks/many_customers.py "$lakehouse/silver_events" 270
measured 3g features.BuildUserFeatures --runner=FlinkRunner --lakehouse="$lakehouse"
measured 768m maintain.Maintain optimize --lakehouse="$lakehouse" --table=silver_events
