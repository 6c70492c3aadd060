// Drawings that would hold up whoever draws them: ten copies of ten copies, however it is written.

import { describe, expect, it } from "vitest";
import { pictureOf } from "../../src/engine/picture.ts";

const base64 = (text: string): string => Buffer.from(text).toString("base64");
const uriOf = (svg: string): string =>
	`data:image/svg+xml;base64,${base64(svg)}`;
const outer = (inside: string): string =>
	`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">${inside}</svg>`;
const codeOf = (svg: string): string => {
	try {
		pictureOf(uriOf(svg), { item: "7" });
		return "";
	} catch (thrown) {
		return String(Reflect.get(Object(thrown), "code"));
	}
};

/** Level by level, ten of the one below. @param copy of the place with that name */
const levels = (copy: (name: string) => string, count = 7): string =>
	Array.from(
		{ length: count },
		(_, i) => `<g id="a${i + 1}">${copy(`a${i}`).repeat(10)}</g>`,
	).join("");
const bomb = (copy: (name: string) => string): string =>
	outer(`<g id="a0"><rect/></g>${levels(copy)}`);
const use = (name: string): string => `<use href="#${name}"/>`;

describe("a drawing", () => {
	it.each<readonly [string, string]>([
		["ten copies of ten copies", bomb(use)],
		[
			"by another name for it",
			bomb((name) => `<x:use xlink:href='#${name}'/>`),
		],
		["with its mark as a number", bomb((name) => `<use href="&#35;${name}"/>`)],
		[
			"with its mark in sixteens",
			bomb((name) => `<use href="&#x23;${name}"/>`),
		],
		[
			"with a letter as a number",
			bomb((name) => `<use href="#&#97;${name.slice(1)}"/>`),
		],
		[
			"with a letter in percent",
			bomb((name) => `<use href="#%61${name.slice(1)}"/>`),
		],
		[
			"over several lines",
			bomb((name) => `<use href="#a\n&#10;${name.slice(1)}"/>`),
		],
		["by a mask", bomb((name) => `<g mask="url(#${name})"/>`)],
		["by a style", bomb((name) => `<g style="filter: url('#${name}')"/>`)],
		[
			"by an escape in a style",
			bomb((name) => `<g style="mask:url(\\23 ${name})"/>`),
		],
		[
			"set later",
			bomb((name) => `<use><set attributeName="href" to="#${name}"/></use>`),
		],
		[
			"by a style sheet",
			outer(
				`<style>rect { mask: url(#m) }</style><mask id="m">${"<circle/>".repeat(200)}</mask>${"<rect/>".repeat(200)}`,
			),
		],
		[
			"by a style sheet in CDATA",
			outer(
				`<style><![CDATA[rect { mask: url(#m) }]]></style><mask id="m">${"<circle/>".repeat(200)}</mask>${"<rect/>".repeat(200)}`,
			),
		],
		[
			"by names of its own",
			`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;">]>${outer("<text>&b;</text>")}`,
		],
		[
			"by a name that a document type gives",
			bomb((name) => `<use href="&num;${name}"/>`),
		],
		[
			"by a style sheet from elsewhere",
			`<?xml-stylesheet href="data:text/css,rect{mask:url(%23m)}"?>${outer("<rect/>")}`,
		],
		[
			"in another encoding",
			`<?xml version="1.0" encoding="utf-7"?>${outer("<rect/>")}`,
		],
		["with itself inside", outer(`<g id="a"><use href="#a"/></g>`)],
		["without an end", "<svg><g>"],
		["with elements as deep as no drawing", "<g>".repeat(500)],
		["with marks that are no element", outer("< rect/>")],
		[
			"with two of one name, of which the first is meant",
			outer(
				`<g id="a0"><rect/></g>${levels(use)}${levels(() => "<rect/>")}<use href="#a7"/>`,
			),
		],
		[
			"with a drawing inside that is one",
			outer(`<image href="${uriOf(bomb(use))}"/>`),
		],
		[
			"with a drawing inside, its name broken",
			outer(`<image href="da&#10;ta:${uriOf(bomb(use)).slice(5)}"/>`),
		],
		[
			"with a drawing in a style that is one",
			outer(
				`<style>svg { background: url(${uriOf(bomb(use))}) }</style><rect/>`,
			),
		],
		["with a page inside", outer('<image href="data:text/html,x"/>')],
		[
			"with drawings as deep as nobody draws",
			outer(
				`<image href="${uriOf(outer(`<image href="${uriOf(outer(`<image href="${uriOf(outer("<rect/>"))}"/>`))}"/>`))}"/>`,
			),
		],
		[
			"with a picture inside of more points than a device holds",
			outer(
				`<image href="data:image/png;base64,${Buffer.from("89504e470d0a1a0a0000000d49484452000080000000800008060000", "hex").toString("base64")}"/>`,
			),
		],
	])("is refused %s", (_, svg) => {
		expect(codeOf(svg)).toBe("picture-unfit");
	});

	const dots = Array.from(
		{ length: 6_000 },
		(_, i) =>
			`<rect x="${i % 64}" fill="#${String(i % 999).padStart(3, "0")}"/>`,
	).join("");
	it.each<readonly [string, string]>([
		["of thousands of dots", outer(dots)],
		[
			"of tiles",
			outer(
				`<defs><g id="t"><path d="M0 0"/></g></defs>${use("t").repeat(900)}`,
			),
		],
		[
			"with colours that many shapes share",
			outer(
				`<style>.a { fill: url(#p) }</style><linearGradient id="p">${"<stop/>".repeat(9)}</linearGradient>${'<path class="a" fill="url(#p)"/>'.repeat(5_000)}`,
			),
		],
		[
			"with a shadow from a style sheet",
			outer(
				'<style>.s { filter: url(#f) }</style><filter id="f"><feOffset/></filter><g class="s"><path/></g>',
			),
		],
		[
			"with a clip from a style sheet",
			outer(
				'<style>.c { clip-path: url(#c) }</style><clipPath id="c"><rect/></clipPath><g class="c"><path/></g>',
			),
		],
		[
			"with a head, a remark and a font",
			`<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd"><!-- <g> -->${outer('<style>@font-face { src: url("data:font/woff2;base64,d09GMg==") }</style><text>1 &lt; 2 &amp; so on</text>')}`,
		],
		[
			"with pixels inside",
			outer(
				`<image href="data:image/png;base64,${Buffer.from("89504e470d0a1a0a0000000d49484452000000180000001808060000", "hex").toString("base64")}"/>`,
			),
		],
	])("is drawn %s", (_, svg) => {
		expect(codeOf(svg)).toBe("");
	});

	it("is looked through at once, however long it is", () => {
		const began = performance.now();
		for (const svg of [
			outer(`<path d="${"M 1 1 ".repeat(40_000)}"/>`),
			outer(`<path d="${"#i ".repeat(80_000)}"/>`),
			`<svg ${"a='1' ".repeat(40_000)}`,
			outer(
				`<style>${Array.from({ length: 9_000 }, (_, i) => `#i${i} `).join("")}</style>${Array.from({ length: 9_000 }, (_, i) => `<g id="i${i}"/>`).join("")}`,
			),
			outer(
				`<g id="i">`.repeat(100) + "<g/>".repeat(50_000) + "</g>".repeat(100),
			),
		])
			expect(["", "picture-unfit"]).toContain(codeOf(svg));
		expect(performance.now() - began).toBeLessThan(30_000);
	});
});
