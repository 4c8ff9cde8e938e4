#!/bin/sh
# Runs the chaos harness from a checkout: makes what it needs once, then hands on all arguments.
# What it needs: a JDK 17, Maven, Python 3.11 with venv. See docs/chaos.md.
set -eu
cd "$(dirname "$0")/.."
venv=pipelines/target/venv
classpath=chaos/target/classpath
jar=deploy/flink/target/retail-lakehouse-flink.jar
python3 pipelines/src/test/python/make_venv.py "$venv" pipelines/src/test/python/requirements.txt
if [ ! -f "$jar" ] || [ ! -f "$classpath" ]; then
    echo "Building the stream (once; remove $classpath to do it again)"
    mkdir -p chaos/target
    mvn -q -B -ntp package -DskipTests
    mvn -q -B -ntp compile org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath \
        -pl pipelines -am -DincludeScope=runtime -Dmdep.outputFile="$PWD/$classpath.dependencies"
    printf '%s:%s' "$PWD/pipelines/target/classes" "$(cat "$classpath.dependencies")" > "$classpath"
fi
exec "$venv/bin/python" chaos/chaos.py --jar="$jar" --classpath="$classpath" "$@"
