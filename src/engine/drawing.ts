// What it would take to draw an SVG, told before a browser is asked to: a few lines that repeat each other ten times over hold up a
// whole process for good. Read strictly, as XML that stands by itself; what cannot be reckoned is refused.

import { unfit } from "./picture-size.ts";

/** Elements inside elements. */
const mostDepth = 128;
/** References that lead on to others. */
const mostSteps = 48;
/** Elements that are drawn once more than they are written. */
const mostCopies = 10_000;

type Element = {
	readonly name: string;
	/** Places that it refers to. */
	readonly refs: readonly string[];
	/** What pictures inside it take. */
	readonly own: number;
	/** Behind the last element inside it. */
	end: number;
};
type Drawing = {
	readonly elements: readonly Element[];
	readonly places: ReadonlyMap<string, number>;
	/** What its style sheets refer to: any element may. */
	readonly everywhere: readonly string[];
};

/** Colours, however many take them, are reckoned once. */
const isPaint = /^(linear|radial)Gradient$/;
/** Nothing inside takes what a style sheet says of shapes. */
const isPlain = /^((linear|radial)Gradient|filter)$/;

const named: { readonly [name: string]: string } = {
	amp: "&",
	lt: "<",
	gt: ">",
	quot: '"',
	apos: "'",
};
/** A value as it is meant. Other names stand for what a document type says. @throws picture-unfit */
const written = (text: string): string =>
	text.replace(/&([^;\s&]{1,40});/g, (_, name: string) => {
		const known = Object.hasOwn(named, name) ? named[name] : undefined;
		if (known !== undefined) return known;
		const [, sixteens, digits] =
			/^#(?:x([0-9a-f]{1,6})|([0-9]{1,7}))$/i.exec(name) ?? [];
		const point = Number.parseInt(
			sixteens ?? digits ?? "",
			sixteens === undefined ? 10 : 16,
		);
		if (!(point > 0 && point <= 0x10ffff))
			throw unfit("names of characters in a drawing");
		return String.fromCodePoint(point);
	});

/** An address is read without these. */
const breaks = /[\t\n\r]/g;

/** The places that a value names. A name that is written with escapes could be any. @throws picture-unfit */
const refsIn = (value: string): readonly string[] => {
	if (value.includes("\\")) throw unfit("escapes in a drawing");
	const both = `${value} ${value.replace(breaks, "")}`;
	return [...both.matchAll(/#([^\s#"'(),;<>]+)/g)].map(([, name = ""]) => {
		try {
			return decodeURIComponent(name);
		} catch {
			return name;
		}
	});
};

/** Pictures and fonts that stand in a value themselves. */
const urisIn = (value: string): readonly string[] => {
	const whole = value.replace(breaks, "").trim();
	return /^data:/i.test(whole)
		? [whole]
		: (whole.match(/\bdata:[^"')]*/gi) ?? []);
};

const tag = /<([^\s/<>"'=&!?]+)((?:[^<>"']|"[^"<]*"|'[^'<]*')*)>/y;
const attribute = /([^\s"'=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const closing = /<\/[^<>"']*>/y;
/** What stands between elements and says nothing of them; a document type with parts of its own could. */
const passing =
	/<!--[\s\S]*?-->|<\?xml\s[^<>?]*\?>|<!DOCTYPE\s[^<>[\]]*>|<!\[CDATA\[[\s\S]*?\]\]>/y;
const otherText = /^\s*<\?xml\s[^>]*encoding\s*=\s*["'](?!utf-8["'])/i;

const matchAt = (
	form: RegExp,
	text: string,
	at: number,
): RegExpExecArray | null => {
	form.lastIndex = at;
	return form.exec(text);
};

/** @param inner what a picture in a value takes to draw. @throws picture-unfit */
const readDrawing = (text: string, inner: (uri: string) => number): Drawing => {
	if (otherText.test(text) || text.includes("\0"))
		throw unfit("a drawing in another encoding");
	const elements: Element[] = [];
	const places = new Map<string, number>();
	const open: Element[] = [];
	const everywhere: string[] = [];
	let from = 0;
	/** What stands between two tags counts in a style sheet alone. */
	const between = (end: number): void => {
		if (open.at(-1)?.name !== "style") return;
		const style = written(text.slice(from, end));
		for (const ref of refsIn(style)) everywhere.push(ref);
		for (const uri of urisIn(style)) inner(uri);
	};
	for (let at = text.indexOf("<"); at >= 0; at = text.indexOf("<", at)) {
		const passed = matchAt(passing, text, at);
		if (passed !== null) {
			at += passed[0].length;
			continue;
		}
		between(at);
		const found = matchAt(closing, text, at) ?? matchAt(tag, text, at);
		if (found === null) throw unfit("a drawing that is not written well");
		at += found[0].length;
		from = at;
		const [, name, said = ""] = found;
		if (name === undefined) {
			const over = open.pop();
			if (over !== undefined) over.end = elements.length;
			continue;
		}
		const refs: string[] = [];
		let own = 0;
		for (const [, key, double, single] of said.matchAll(attribute)) {
			const value = written(double ?? single ?? "");
			if (key !== "id") for (const ref of refsIn(value)) refs.push(ref);
			// of two the first is meant
			else if (!places.has(value)) places.set(value, elements.length);
			for (const uri of urisIn(value)) own += inner(uri);
		}
		const element = {
			...{ refs, own, end: elements.length + 1 },
			name: name.replace(/^.*:/, ""),
		};
		elements.push(element);
		if (said.endsWith("/")) continue;
		if (open.push(element) > mostDepth) throw unfit("a drawing too deep");
	}
	if (open.length > 0) throw unfit("a drawing without an end");
	return { elements, places, everywhere };
};

/**
 * How many elements are drawn for it, each time that it is.
 * @param inner what a picture inside it takes. @throws picture-unfit for more than a browser draws at once
 */
export const costOfDrawing = (
	text: string,
	inner: (uri: string) => number,
): number => {
	const { elements, places, everywhere } = readDrawing(text, inner);
	const known = new Map<number, number>();
	const under: number[] = [];
	const costAt = (name: string): number => {
		const place = places.get(name);
		const element = place === undefined ? undefined : elements[place];
		if (place === undefined || element === undefined) return 0;
		if (isPaint.test(element.name)) return 0;
		const before = known.get(place);
		if (before !== undefined) return before;
		if (under.includes(place)) throw unfit("a drawing that repeats itself");
		if (under.push(place) > mostSteps) throw unfit("a drawing too deep");
		const cost = costOf(place, element.end);
		under.pop();
		known.set(place, cost);
		return cost;
	};
	const styled = [...new Set(everywhere)].filter((name) => {
		const element = elements[places.get(name) ?? -1];
		return element !== undefined && !isPaint.test(element.name);
	});
	/** Of a style sheet: where it is the very thing that is referred to, it does not take it too. */
	const costOfStyles = (at: number): number =>
		styled.reduce((sum, name) => {
			const place = places.get(name) ?? -1;
			const isInside = at >= place && at < (elements[place]?.end ?? 0);
			return isInside ? sum : sum + costAt(name);
		}, 0);
	const costOf = (from: number, to: number): number => {
		let sum = 0;
		let plainTo = 0;
		for (let at = from; at < to; at++) {
			const element = elements[at];
			if (element === undefined) break;
			const { name, refs, own, end } = element;
			if (isPlain.test(name)) plainTo = Math.max(plainTo, end);
			sum += 1 + own;
			for (const ref of refs) sum += costAt(ref);
			if (at >= plainTo) sum += costOfStyles(at);
			if (sum > elements.length + mostCopies)
				throw unfit(`more than ${mostCopies} copies in a drawing`);
		}
		return sum;
	};
	return costOf(0, elements.length);
};
