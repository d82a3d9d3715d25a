#!/usr/bin/env bash
# What the action runs: installs rail into an environment of its own, checks the release in every format that GitHub
# shows, and leaves verdict, exit code and files in GITHUB_OUTPUT and GITHUB_STEP_SUMMARY. Inputs come as RAIL_*
# variables, never as words of this script, so that none of them can be run.
set -euo pipefail

: "${RAIL_PATH:=.}" "${RAIL_FAIL_ON:=error,review}" "${RAIL_PACKS:=}" "${RAIL_HUB:=false}" "${RAIL_VERSION:=}"
: "${RAIL_PYTHON:=python3}" "${RAIL_COMMAND:=}"
temp=${RUNNER_TEMP:-$(mktemp -d)}

if [ -z "$RAIL_COMMAND" ]; then
  "$RAIL_PYTHON" -m venv "$temp/rail-venv"
  "$temp/rail-venv/bin/python" -m pip -qq install --disable-pip-version-check "${RAIL_VERSION:-$RAIL_ACTION}"
  RAIL_COMMAND=$temp/rail-venv/bin/rail
fi

options=(--fail-on "$RAIL_FAIL_ON")
for pack in $RAIL_PACKS; do options+=(--pack "$pack"); done
if [ "$RAIL_HUB" = true ]; then options+=(--hub); fi

run() { "$RAIL_COMMAND" check "${options[@]}" "$@" -- "$RAIL_PATH"; }

code=0
run --format github || code=$?
if [ "$code" -ge 2 ]; then
  echo "exit-code=$code" >>"$GITHUB_OUTPUT"
  exit "$code"
fi
run --format sarif --output "$temp/rail.sarif" >/dev/null 2>&1 || true
run --format json --output "$temp/rail.json" >/dev/null 2>&1 || true
run --format markdown >>"$GITHUB_STEP_SUMMARY" || true
{
  echo "exit-code=$code"
  echo "verdict=$("$RAIL_PYTHON" -c 'import json, sys; print(json.load(open(sys.argv[1]))["verdict"])' "$temp/rail.json")"
  echo "sarif=$temp/rail.sarif"
} >>"$GITHUB_OUTPUT"
exit "$code"
