// The trail: a Verified value's chain of reasons in words, for the screen. It reads verified values and draws; it
// concludes nothing.

import type { Hex } from "../base/bytes.ts";
import type { Immutable } from "../base/immutable.ts";
import type { TrailView } from "../protocol/views.ts";
import type { Grade } from "../trust/grade.ts";
import type { AnyVerified, Rule } from "../trust/verified.ts";

type Knot = TrailView["knots"][number];
type Words = Pick<Knot, "title" | "detail" | "asOfS" | "facts">;

/** What the engine measured when it concluded: how long, and whose bytes. */
export type Note = { readonly tookMs: number; readonly source: string | null };
export type Notes = WeakMap<AnyVerified, Note>;

const field = (value: Immutable, name: string): Immutable =>
	typeof value === "object" && value !== null && name in value
		? (Reflect.get(value, name) as Immutable)
		: undefined;

const words = (value: Immutable): string =>
	value === undefined || value === null ? "none" : String(value).slice(0, 200);

const fact = (
	name: string,
	value: Immutable,
): { readonly name: string; readonly value: string } => ({
	name,
	value: words(value),
});

/** All that a conclusion rests on, premises before what rests on them, each once. */
export const reasons = (end: AnyVerified): readonly AnyVerified[] => {
	const ordered: AnyVerified[] = [];
	const seen = new Set<AnyVerified>();
	const visit = (node: AnyVerified): void => {
		if (seen.has(node)) return;
		seen.add(node);
		for (const premise of node.premises) visit(premise);
		ordered.push(node);
	};
	visit(end);
	return ordered;
};
