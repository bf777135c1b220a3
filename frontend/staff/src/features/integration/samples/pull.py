"""Members of each union directly below. Needs Python 3.9 and nothing else.

UNIONHOME_URL=https://… UNIONHOME_CLIENT_ID=… UNIONHOME_CLIENT_SECRET=… python pull.py

What was fetched is kept with its ETag: while nothing has changed, asking again costs nothing of the rate.
"""

import base64
import json
import os
import time
import urllib.error
import urllib.request
from pathlib import Path

API = os.environ["UNIONHOME_URL"] + "/api/v1"
KEPT = Path(os.environ.get("UNIONHOME_KEPT", "members.json"))


def token():
    pair = f"{os.environ['UNIONHOME_CLIENT_ID']}:{os.environ['UNIONHOME_CLIENT_SECRET']}"
    basic = base64.b64encode(pair.encode()).decode()
    asked = urllib.request.Request(
        f"{API}/oauth/token",
        data=b"grant_type=client_credentials",
        headers={"Authorization": f"Basic {basic}"},
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:
        return json.load(answer)["access_token"]


def pull(path, known=None):
    """The figures and their ETag; those that are known where nothing has changed."""
    bearer = token()
    while True:
        headers = {"Authorization": f"Bearer {bearer}"}
        if known:
            headers["If-None-Match"] = known["etag"]
        try:
            with urllib.request.urlopen(urllib.request.Request(API + path, headers=headers), timeout=30) as answer:
                return {"etag": answer.headers["ETag"], "items": json.load(answer)["items"]}
        except urllib.error.HTTPError as error:
            if error.code == 304:
                return known
            if error.code not in (429, 503):
                raise SystemExit(f"{error.code}: {json.load(error)['detail']}") from None
            time.sleep(int(error.headers.get("Retry-After", "5")))


kept = json.loads(KEPT.read_text("utf-8")) if KEPT.exists() else None
kept = pull("/stats/datasets/members?by=child&measures=members", kept)
KEPT.write_text(json.dumps(kept, ensure_ascii=False), "utf-8")
for item in kept["items"]:
    print(item["organization_name"], "—" if item["hidden"] else item["value"], sep="\t")
