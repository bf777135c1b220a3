import { ifMatch } from "@unionhome/client";
import type { TileMapOut } from "@unionhome/client/model";
import { putTileMap } from "@unionhome/client/statistics";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../../../ui/button/Button";
import { Dialog } from "../../../../ui/dialog/Dialog";
import { placeName, type TilePlaces } from "../../../../ui/figure/CountyTiles";
import { ProblemStrip } from "../../../../ui/problem/ProblemStrip";
import styles from "./TileEditor.module.css";

interface TileEditorProps {
  map: TileMapOut;
  units: readonly { id: string; name: string }[];
  onClose(): void;
  onDone(): void;
}

/** How far the grid reaches beyond what a plain one would need, so that a city may be long and narrow. */
const ROOM = 3;
const MOST = 12;

/** The squares of the places: pick one, then the square where it lies. Two change places. */
export function TileEditor({ map, units, onClose, onDone }: TileEditorProps) {
  const { t } = useTranslation();
  const side = Math.min(MOST, Math.ceil(Math.sqrt(units.length)) + ROOM);
  const [places, setPlaces] = useState<TilePlaces>(() => startOf(map, units, side));
  const [picked, setPicked] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const names = new Map(units.map((unit) => [unit.id, placeName(unit.name, t("ui:tile.endings"))]));
  const at = (column: number, row: number) =>
    Object.keys(places).find((id) => places[id]?.[0] === column && places[id]?.[1] === row);

  function press(column: number, row: number) {
    const there = at(column, row);
    if (!picked) {
      setPicked(there);
      return;
    }
    const from = places[picked];
    const next: Record<string, readonly [number, number]> = { ...places, [picked]: [column, row] };
    if (there && there !== picked && from) next[there] = from;
    setPlaces(next);
    setPicked(undefined);
  }

  async function keep(drawn: TilePlaces) {
    setBusy(true);
    setProblem(undefined);
    const squares = Object.entries(drawn).map(([id, [column, row]]) => ({ organization_id: id, column, row }));
    try {
      await putTileMap(map.id, { places: squares }, ifMatch(map));
      onDone();
    } catch (refused) {
      setProblem(refused);
      setBusy(false);
    }
  }

  return (
    <Dialog
      title={t("statistic:tiles.title")}
      width={Math.max(440, side * 84 + 48)}
      onClose={onClose}
      foot={
        <>
          {map.places.length > 0 && (
            <Button size={32} destructive busy={busy} onClick={() => void keep({})}>
              {t("statistic:tiles.plain")}
            </Button>
          )}
          <Button size={32} onClick={onClose}>
            {t("ui:confirm.leave")}
          </Button>
          <Button size={32} kind="main" busy={busy} onClick={() => void keep(places)}>
            {t("statistic:tiles.save")}
          </Button>
        </>
      }
    >
      {problem !== undefined && <ProblemStrip boxed problem={problem} />}
      <p className="ink-2">{t(picked ? "statistic:tiles.put" : "statistic:tiles.pick")}</p>
      <div className={styles.grid} style={{ gridTemplateColumns: `repeat(${side}, minmax(0, 1fr))` }}>
        {Array.from({ length: side * side }, (_, index) => {
          const column = (index % side) + 1;
          const row = Math.floor(index / side) + 1;
          const id = at(column, row);
          return (
            <button
              key={index}
              type="button"
              className={styles.square}
              data-held={id !== undefined || undefined}
              aria-pressed={id !== undefined && id === picked}
              aria-label={t("statistic:tiles.square", { column, row, name: id ? names.get(id) : "" })}
              onClick={() => press(column, row)}
            >
              {id && names.get(id)}
            </button>
          );
        })}
      </div>
    </Dialog>
  );
}

/** Those that were drawn where they lie; the others on the next free squares. */
function startOf(map: TileMapOut, units: readonly { id: string }[], side: number): TilePlaces {
  const places: Record<string, readonly [number, number]> = {};
  for (const place of map.places)
    if (units.some((unit) => unit.id === place.organization_id) && place.column <= side && place.row <= side)
      places[place.organization_id] = [place.column, place.row];
  const taken = new Set(Object.values(places).map(([column, row]) => `${column} ${row}`));
  let index = 0;
  for (const unit of units) {
    if (places[unit.id]) continue;
    while (taken.has(`${(index % side) + 1} ${Math.floor(index / side) + 1}`)) index++;
    places[unit.id] = [(index % side) + 1, Math.floor(index / side) + 1];
    index++;
  }
  return places;
}
