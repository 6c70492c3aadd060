// Where in a call a field of a descriptor points: "#.order.legs.[].token", "@.value", "$.metadata.constants.x", "path.[-20:]".
// What the notation has and this does not read is refused.
// Source: ERC-7730, "Path references".

import type { Hex } from "../base/bytes.ts";
import { Fault } from "../base/fault.ts";
import type { AbiNode } from "./calldata.ts";

export type PathStep =
	| { readonly kind: "name"; readonly name: string }
	| { readonly kind: "each" }
	| { readonly kind: "at"; readonly index: number }
	| {
			readonly kind: "slice";
			readonly from: number | null;
			readonly to: number | null;
	  };
export type FieldPath = {
	/** The call's own data, what contains it (value, sender, contract), or the descriptor. */
	readonly root: "#" | "@" | "$";
	readonly steps: readonly PathStep[];
};

const wrong = (why: string): Fault => new Fault("clear-format", why);
const mostSteps = 12;

const stepOf = (text: string): PathStep => {
	if (text === "[]") return { kind: "each" };
	const [, index] = /^\[(-?\d{1,4})\]$/.exec(text) ?? [];
	if (index !== undefined) return { kind: "at", index: Number(index) };
	const [, from, to] = /^\[(-?\d{0,5}):(-?\d{0,5})\]$/.exec(text) ?? [];
	if (from !== undefined && to !== undefined && from !== "-" && to !== "-")
		return {
			kind: "slice",
			from: from === "" ? null : Number(from),
			to: to === "" ? null : Number(to),
		};
	if (!/^[A-Za-z_$][\w$]{0,80}$/.test(text))
		throw wrong(`"${text.slice(0, 40)}" in a path`);
	return { kind: "name", name: text };
};

/** @throws clear-format */
export const parsePath = (text: string): FieldPath => {
	const [, root, rest] = /^(?:([#@$])\.)?(.+)$/.exec(text) ?? [];
	if (rest === undefined || rest.length > 400) throw wrong("a path of nothing");
	const steps = rest.split(".").map(stepOf);
	if (steps.length > mostSteps) throw wrong("a path of too many steps");
	return { root: root === "@" || root === "$" ? root : "#", steps };
};

const sliced = (
	node: AbiNode,
	from: number | null,
	to: number | null,
): AbiNode => {
	if ("parts" in node)
		return {
			type: node.type,
			parts: node.parts.slice(from ?? undefined, to ?? undefined),
		};
	const { type, value } = node;
	if (typeof value === "bigint" && type.kind === "uint") {
		// of a number, as the word it is written in
		const word = value.toString(16).padStart(64, "0");
		const bytes = bytesIn(`0x${word}`, from, to);
		return { type: { kind: "bytes" }, value: bytes };
	}
	if (typeof value !== "string" || type.kind === "string")
		throw wrong("a slice of what has no bytes");
	return { type: { kind: "bytes" }, value: bytesIn(value, from, to) };
};
const bytesIn = (hex: string, from: number | null, to: number | null): Hex => {
	const pairs = hex.slice(2).match(/../g) ?? [];
	return `0x${pairs.slice(from ?? undefined, to ?? undefined).join("")}`;
};

/**
 * All that the path leads to in the call's data: several where it goes through each item of a list.
 * @throws clear-format for a part that is not there
 */
export const nodesAt = (
	root: AbiNode,
	steps: readonly PathStep[],
): readonly AbiNode[] => {
	let found: readonly AbiNode[] = [root];
	for (const step of steps)
		found = found.flatMap((node): readonly AbiNode[] => {
			if (step.kind === "slice") return [sliced(node, step.from, step.to)];
			if (!("parts" in node)) throw wrong("a path into what has no parts");
			if (step.kind === "name") {
				const part = node.parts.find(({ name }) => name === step.name);
				if (part === undefined || node.type.kind !== "tuple")
					throw wrong(`no part "${step.name}"`);
				return [part.node];
			}
			if (node.type.kind !== "array") throw wrong("an item of what is no list");
			if (step.kind === "each") return node.parts.map((part) => part.node);
			const part = node.parts.at(step.index);
			if (part === undefined) throw wrong(`no item ${step.index}`);
			return [part.node];
		});
	return found;
};
