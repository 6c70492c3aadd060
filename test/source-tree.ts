// The source tree as the architecture tests read it: files, their imports, and their text without comments and strings.

import { readdirSync, readFileSync } from "node:fs";
import { join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

export type Import = {
	/** A file from the root, "src/base/hex.ts", or a package's name. */
	readonly from: string;
	readonly names: readonly string[];
	readonly isTypeOnly: boolean;
};

export type SourceFile = {
	/** From the root, with forward slashes. */
	readonly path: string;
	readonly text: string;
	/** Without comments, and with every string empty. */
	readonly code: string;
	readonly imports: readonly Import[];
};

/** Every .ts and .tsx under a folder; none when there is no such folder. */
export const filesUnder = (folder: string): readonly SourceFile[] => {
	let entries: readonly string[];
	try {
		entries = readdirSync(join(root, folder), {
			recursive: true,
			encoding: "utf8",
		});
	} catch {
		return [];
	}
	return entries
		.filter((name) => /\.(tsx?|mjs)$/.test(name))
		.map((name) => read(join(folder, name)));
};

const read = (path: string): SourceFile => {
	const text = readFileSync(join(root, path), "utf8");
	return {
		path: path.replaceAll("\\", "/"),
		text,
		code: bare(text),
		imports: importsOf(path, text),
	};
};

const statement =
	/^(?:import|export)\s+(type\s+)?(?:([^"';]*?)\s+from\s+)?"([^"]+)"/gm;
const dynamic = /\bimport\(\s*"([^"]+)"\s*\)/g;

const importsOf = (path: string, text: string): readonly Import[] => {
	const place = (from: string): string =>
		from.startsWith(".")
			? relative(root, normalize(join(root, path, "..", from))).replaceAll(
					"\\",
					"/",
				)
			: from;
	const found: Import[] = [];
	for (const [, type, names = "", from = ""] of text.matchAll(statement)) {
		const listed = names
			.replace(/[{}]/g, " ")
			.split(",")
			.map((name) => name.trim())
			.filter((name) => name !== "");
		const isTypeOnly =
			type !== undefined ||
			(listed.length > 0 && listed.every((name) => name.startsWith("type ")));
		found.push({
			from: place(from),
			names: listed.map(
				(name) => name.replace(/^type\s+/, "").split(/\s/)[0] ?? "",
			),
			isTypeOnly,
		});
	}
	for (const [, from = ""] of text.matchAll(dynamic))
		found.push({ from: place(from), names: ["*"], isTypeOnly: false });
	return found;
};

/** Comments gone, strings empty, templates without their fixed parts. Good enough to look for words of code. */
export const bare = (text: string): string => {
	let out = "";
	let at = 0;
	const depths: number[] = [];
	const skipTo = (end: string): void => {
		const found = text.indexOf(end, at);
		at = found < 0 ? text.length : found + end.length;
	};
	const template = (): void => {
		for (; at < text.length; at++) {
			const c = text[at];
			if (c === "\\") at++;
			else if (c === "`") {
				at++;
				out += "`";
				return;
			} else if (c === "$" && text[at + 1] === "{") {
				at += 2;
				out += "${";
				depths.push(0);
				return;
			}
		}
	};
	while (at < text.length) {
		const c = text.charAt(at);
		const two = text.slice(at, at + 2);
		if (two === "//") skipTo("\n");
		else if (two === "/*") {
			at += 2;
			skipTo("*/");
			out += " ";
		} else if (c === '"' || c === "'") {
			at++;
			while (at < text.length && text[at] !== c && text[at] !== "\n")
				at += text[at] === "\\" ? 2 : 1;
			at++;
			out += '""';
		} else if (c === "`") {
			out += "`";
			at++;
			template();
		} else if (c === "/" && isRegexAfter(out)) {
			let inClass = false;
			at++;
			while (at < text.length && text[at] !== "\n") {
				const d = text[at];
				if (d === "\\") at++;
				else if (d === "[") inClass = true;
				else if (d === "]") inClass = false;
				else if (d === "/" && !inClass) break;
				at++;
			}
			at++;
			out += "0";
		} else {
			const depth = depths.at(-1);
			if (depth !== undefined && c === "{")
				depths[depths.length - 1] = depth + 1;
			if (depth !== undefined && c === "}") {
				if (depth === 0) {
					depths.pop();
					out += "}";
					at++;
					template();
					continue;
				}
				depths[depths.length - 1] = depth - 1;
			}
			out += c;
			at++;
			if (two[0] === "\n") out += "";
		}
		if (two === "//") out += "\n";
	}
	return out;
};

/** A slash begins a pattern when no value can stand before it. */
const isRegexAfter = (before: string): boolean => {
	const tail = before.trimEnd();
	return (
		tail === "" ||
		/[=(,:;!&|?{}[\n>+\-*%~^]$/.test(tail) ||
		/\b(return|typeof|case|in|of|do|else|await)$/.test(tail)
	);
};
