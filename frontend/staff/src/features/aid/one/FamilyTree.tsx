import type { HouseholdOut, PersonOut } from "@unionhome/client/model";
import { useTranslation } from "react-i18next";
import { useDictionary } from "../../../ui/page/dictionary";
import { Scroll } from "../../../ui/scroll/Scroll";
import styles from "./FamilyTree.module.css";
import { type Branch, familyTree } from "./familyTree";

/** A place with the gap beside it, and the box that stands in it, px. */
const STEP = { x: 94, y: 68 };
const BOX = { x: 84, y: 42 };

/** Which relations have a word of their own for men and for women. */
const BY_SEX: ReadonlySet<string> = new Set(["spouse", "child", "parent", "sibling"]);

/** The household as a tree around the worker; who does not count for its size has a dashed edge (AID-07). */
export function FamilyTree({ household }: { household: HouseholdOut }) {
  const { t } = useTranslation();
  const kin = useKinship();
  if (household.people.length < 2) return null;
  const tree = familyTree(household.people);
  const people = new Map(household.people.map((one) => [one.id, one]));
  const width = (tree.columns - 1) * STEP.x + BOX.x;
  const height = (tree.rows - 1) * STEP.y + BOX.y;
  const says = household.people.map((one) => `${one.name} ${kin(one)}`).join(t("ui:comma"));
  return (
    <Scroll className={styles.scroll} label={t("aid:tree.title")}>
      <div
        className={styles.tree}
        style={{ width: width + 2, height: height + 2 }}
        role="img"
        aria-label={t("aid:tree.says", { people: says })}
      >
        <svg width={width + 2} height={height + 2} aria-hidden="true">
          {tree.couples.map((one) => (
            <path key={`${one.row}.${one.left}`} d={`M${x(one.left)} ${y(one.row)}H${x(one.right)}`} />
          ))}
          {tree.branches.map((one) => (
            <path
              key={`${one.from.row}.${one.to.row}.${one.to.columns[0]}`}
              d={drawn(one)}
              data-skips={one.skips || undefined}
            />
          ))}
        </svg>
        {tree.places.map((place) => {
          const person = people.get(place.id);
          if (!person) return null;
          return (
            <div
              key={place.id}
              className={styles.person}
              style={{
                left: place.column * STEP.x,
                top: place.row * STEP.y,
                width: BOX.x,
                height: BOX.y,
              }}
              data-self={person.relation === "self" || undefined}
              data-left-out={!person.counts || undefined}
            >
              <b>{person.name}</b>
              <small>
                {kin(person)}
                {person.age !== null && ` ${t("aid:tree.age", { n: person.age })}`}
                <Marks person={person} />
              </small>
            </div>
          );
        })}
      </div>
    </Scroll>
  );
}

/** In one word each: who is ill or disabled, who is at school. Those who may not see health get no mark. */
function Marks({ person }: { person: PersonOut }) {
  const { t } = useTranslation();
  const marks = [
    person.illness && person.illness !== "none" && "ill",
    person.disability && "disabled",
    person.school_stage && "at_school",
  ].filter(Boolean);
  return marks.map((mark) => <i key={String(mark)}>{t(`aid:tree.${mark}`)}</i>);
}

/** Who somebody is to the worker, as one says it: 父亲 and not 父母, where the sex is known. */
function useKinship(): (person: PersonOut) => string {
  const { t } = useTranslation();
  const relations = useDictionary("relation");
  return (person) =>
    BY_SEX.has(person.relation) && (person.sex === "male" || person.sex === "female")
      ? t(`aid:tree.${person.relation}.${person.sex}`)
      : relations.label(person.relation);
}

function x(column: number): number {
  return column * STEP.x + BOX.x / 2 + 1;
}

function y(row: number): number {
  return row * STEP.y + BOX.y / 2 + 1;
}

/** A couple's branch leaves from the line between the two; of others each has a stem of their own. */
function drawn({ from, to }: Branch): string {
  const bottom = y(from.row) + BOX.y / 2;
  const top = y(to.row) - BOX.y / 2;
  const bar = top - (STEP.y - BOX.y) / 2;
  const stems = from.couple
    ? [{ at: (x(Math.min(...from.columns)) + x(Math.max(...from.columns))) / 2, begins: y(from.row) }]
    : from.columns.map((column) => ({ at: x(column), begins: bottom }));
  const ends = to.columns.map(x);
  const all = [...stems.map((one) => one.at), ...ends];
  return [
    ...stems.map((one) => `M${one.at} ${one.begins}V${bar}`),
    `M${Math.min(...all)} ${bar}H${Math.max(...all)}`,
    ...ends.map((end) => `M${end} ${bar}V${top}`),
  ].join("");
}
