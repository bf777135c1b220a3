import styles from "./CountyTiles.module.css";

export interface CountyTile {
  key: string;
  name: string;
  value: number | null;
  /** As written on it. */
  text: string;
}

/** Column and row of a square, from 1: how the places lie to each other, drawn by hand. */
export type TilePlaces = Readonly<Record<string, readonly [column: number, row: number]>>;

export interface CountyTilesProps {
  tiles: readonly CountyTile[];
  label: string;
  places?: TilePlaces;
  onEnter?(key: string): void;
}

/** The strongest shade still lets black words be read. */
const DARKEST = 0.42;
const PALEST = 0.06;

/**
 * One square of equal size per place, darker where there is more. Where somebody has drawn how the places lie, they lie
 * so; a place that nobody has drawn sends all of them back to a plain grid, since half a map misleads.
 */
export function CountyTiles({ tiles, label, places, onEnter }: CountyTilesProps) {
  const drawn = places !== undefined && tiles.every((tile) => places[tile.key]);
  const columns = drawn
    ? Math.max(1, ...tiles.map((tile) => places[tile.key]?.[0] ?? 1))
    : Math.max(1, Math.ceil(Math.sqrt(tiles.length * 1.3)));
  const shade = shader(tiles);
  return (
    <ul
      className={styles.tiles}
      aria-label={label}
      style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))`, maxWidth: columns * 116 }}
    >
      {tiles.map((tile) => {
        const place = drawn ? places[tile.key] : undefined;
        const body = (
          <>
            <i style={{ opacity: shade(tile.value) }} />
            <span className={styles.name}>{tile.name}</span>
            <b>{tile.text}</b>
          </>
        );
        return (
          <li key={tile.key} style={place && { gridColumn: place[0], gridRow: place[1] }}>
            {onEnter ? (
              <button type="button" className={styles.tile} onClick={() => onEnter(tile.key)}>
                {body}
              </button>
            ) : (
              <div className={styles.tile}>{body}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** From palest at the least to darkest at the most; of one value alone, in between. */
function shader(tiles: readonly CountyTile[]): (value: number | null) => number {
  const known = tiles.flatMap((tile) => (tile.value === null ? [] : [tile.value]));
  const least = Math.min(...known);
  const span = Math.max(...known) - least;
  return (value) => {
    if (value === null) return 0;
    return span === 0 ? (PALEST + DARKEST) / 2 : PALEST + ((value - least) / span) * (DARKEST - PALEST);
  };
}

/** A union on a map is its place: its name without what unions of its kind end with (`ui:tile.endings`). */
export function placeName(union: string, endings: string): string {
  const ending = endings.split(" ").find((each) => union.endsWith(each));
  return ending && ending.length < union.length ? union.slice(0, -ending.length) : union;
}
