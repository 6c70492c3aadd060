// A template is a sentence with places for parameters: {name} as its kind is written; {name:short} of an address or a hash;
// {name:and}, {name:or} of a list; {name?one piece|# pieces} one form for each plural category of the language, # the number.
// Filled in one pass: what a parameter brings is never read as a template.

import {
	type Message,
	type ParamKind,
	paramKinds,
} from "../protocol/message.ts";
import type { LanguageRules } from "./language.ts";

const place = /\{([a-z][A-Za-z0-9]*)(?::(short|and|or)|\?([^{}]*))?\}/g;

/** The parameters that a template names. */
export const namedIn = (template: string): readonly string[] => [
	...new Set([...template.matchAll(place)].map(([, name = ""]) => name)),
];

/** Is every brace of it part of a place, and every way of writing one that its kind has? */
export const isWellFormed = (
	template: string,
	kinds: { readonly [param: string]: ParamKind },
): boolean =>
	!/[{}]/.test(template.replace(place, "")) &&
	[...template.matchAll(place)].every(([, name = "", how, forms]) => {
		const kind = kinds[name];
		if (forms !== undefined) return kind === "count" && forms.includes("|");
		if (how === "short") return kind === "address" || kind === "hash";
		if (how !== undefined) return kind === "messages";
		return kind !== undefined;
	});

/** One parameter written out. @throws bad-field when it is not of its kind */
const written = (
	kind: ParamKind,
	raw: unknown,
	how: string | undefined,
	rules: LanguageRules,
	say: (message: Message) => string,
): string => {
	switch (kind) {
		case "text":
		case "title":
			return rules.text(paramKinds[kind](raw, kind));
		case "address":
		case "hash": {
			const hex = paramKinds[kind](raw, kind);
			return how === "short" ? rules.short(hex) : hex;
		}
		case "number":
			return String(paramKinds.number(raw, kind));
		case "count":
			return rules.count(paramKinds.count(raw, kind));
		case "duration":
			return rules.duration(paramKinds.duration(raw, kind));
		case "moment":
			return rules.moment(paramKinds.moment(raw, kind));
		case "amount":
			return rules.amount(paramKinds.amount(raw, kind));
		case "message":
			return say(paramKinds.message(raw, kind));
		case "messages": {
			const all = paramKinds.messages(raw, kind).map(say);
			if (how === "and") return rules.and(all);
			return how === "or" ? rules.or(all) : all.join(" ");
		}
	}
};

/** The template with its parameters. @throws bad-field when one is missing or not of its kind */
export const filled = (
	template: string,
	kinds: { readonly [param: string]: ParamKind },
	params: { readonly [param: string]: unknown },
	rules: LanguageRules,
	say: (message: Message) => string,
): string =>
	template.replace(
		place,
		(whole: string, name: string, how?: string, forms?: string) => {
			const kind = kinds[name];
			if (kind === undefined) return whole;
			const raw = params[name];
			if (forms === undefined) return written(kind, raw, how, rules, say);
			const n = paramKinds.count(raw, name);
			return rules.plural(n, forms.split("|")).replace("#", rules.count(n));
		},
	);
