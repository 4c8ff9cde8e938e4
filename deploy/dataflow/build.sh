#!/usr/bin/env bash
# Builds the stream's Flex Template: the launcher's image, and the specification that a job is made
# from. Needs a JDK, Maven, and gcloud with rights to Cloud Build, Artifact Registry and the bucket.
#
#     deploy/dataflow/build.sh us-central1-docker.pkg.dev/my-project/retail/stream:0.1.0 \
#         gs://my-bucket/dataflow/templates/stream.json
#     deploy/dataflow/build.sh --gather folder    # only what the image is built from
set -euo pipefail
usage="usage: $0 image gs://bucket/dataflow/templates/stream.json | --gather folder"
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

gather() {
  rm -rf "$1/lib"
  mkdir -p "$1/lib"
  cp "$here/Dockerfile" "$1"
  (cd "$here/../.." && mvn -q -B -ntp -Pdataflow-runner -pl pipelines -am -DskipTests package \
    org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
    -DincludeScope=runtime -DoutputDirectory="$1/lib")
  jar --create --file "$1/lib/pipelines.jar" -C "$here/../../pipelines/target/classes" .
}

image=${1:?$usage}
if [ "$image" = --gather ]; then
  gather "$(realpath -m "${2:?$usage}")"
  exit
fi
specification=${2:?$usage}
context=$(mktemp -d)
trap 'rm -rf "$context"' EXIT

gather "$context"
gcloud builds submit "$context" --tag "$image"
gcloud dataflow flex-template build "$specification" \
  --image "$image" --sdk-language JAVA --metadata-file "$here/metadata.json" --enable-streaming-engine
