#!/bin/sh
# Members of each union directly below, as CSV. Needs curl.
# UNIONHOME_URL=https://… UNIONHOME_CLIENT_ID=… UNIONHOME_CLIENT_SECRET=… sh pull.sh > members.csv
set -eu

token=$(curl -sS --fail-with-body --user "$UNIONHOME_CLIENT_ID:$UNIONHOME_CLIENT_SECRET" \
  --data grant_type=client_credentials "$UNIONHOME_URL/api/v1/oauth/token" |
  sed 's/.*"access_token":"\([^"]*\)".*/\1/')

curl -sS --fail-with-body --header "Authorization: Bearer $token" --header "Accept: text/csv" \
  "$UNIONHOME_URL/api/v1/stats/datasets/members?by=child&measures=members"
