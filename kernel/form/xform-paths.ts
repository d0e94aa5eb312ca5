import type { Form, Group, Point, Question } from './form.ts';

/** Of a question in an XForm: where its answer stands, and what belongs to it. Names of ours hold no double underscore, so none meets another. */
export interface XformPaths {
  /** `/data/group/item` */
  readonly value: string;
  readonly words: string;
  readonly photo: string;
}

/** A group, or a group at a point of a route, as an element. */
export const xformGroup = (group: Group, point: Point | null): string => (point ? `${group.id}__${point.id}` : group.id);

/** Where a question stands below the root of an instance. */
export const xformPaths = ({ item, group, point }: Question): XformPaths => {
  const value = `/data/${xformGroup(group, point)}/${item.id}`;
  return { value, words: `${value}__words`, photo: `${value}__photo` };
};

/** The groups of a form in its order, each at each of its points. */
export const xformGroups = (form: Form): readonly { readonly group: Group; readonly point: Point | null }[] =>
  form.groups.flatMap((group) => (group.points ?? [null]).map((point) => ({ group, point })));
