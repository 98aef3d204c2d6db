#!/usr/bin/env bash
# Runs the sample pipeline end to end on this machine: raw Parquet to the embedded warehouse.
# Further arguments go to `millrace run`, e.g. --stages staging.
set -euo pipefail
scripts=$(dirname "$(readlink -f "${BASH_SOURCE[0]}")")
# The sample is small: compiling less takes half the processor time.
export MILLRACE_JAVA_OPTIONS=${MILLRACE_JAVA_OPTIONS:--XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=256m -XX:+UseParallelGC}
exec "$scripts/millrace" run --config "$scripts/.." --env local "$@"
