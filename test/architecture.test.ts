// Who may import whom, and what no room may do. ARCHITECTURE.md, "Rooms", says what each is for; a room is a folder of src/.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { faults } from "../src/base/faults.ts";
import { checks, readKinds, rollupKinds } from "../src/l2/checks.ts";
import { allRuntimes, loaders } from "../src/l2/runtimes.ts";
import { bare, filesUnder, root, type SourceFile } from "./source-tree.ts";

const src = filesUnder("src");
const extension = filesUnder("extension");
const all = [...src, ...extension];

/** A room is a folder of src/; in src/l2/ the shape, each half of each kind of layer 2, and the two tables are rooms of their own. */
const roomOf = (path: string): string => {
	// what of its chains ships is data of the half that judges
	const shipped = /^src\/(l2\/\w+)\/profiles\/./.exec(path)?.[1];
	if (shipped !== undefined) return `${shipped}/checks`;
	const half = /^src\/(l2\/\w+\/\w+)\/./.exec(path)?.[1];
	if (half !== undefined) return half;
	const table =
		/^src\/(l2\/)(?:development-|released-)?(checks|runtimes|words)(?:-de)?\.ts$/.exec(
			path,
		);
	if (table !== null) return `${table[1]}${table[2]}`;
	// the shape of the upper half, which knows ways out
	if (path === "src/l2/runtime.ts") return "exit";
	return path.split("/")[1] ?? "";
};

/** What each kind of layer 2 has: src/l2/<kind>/checks/, src/l2/<kind>/runtime/, src/l2/<kind>/words/. */
const halfOf = (
	room: string,
): { readonly kind: string; readonly half: string } | null => {
	const [, kind, half] = /^l2\/(\w+)\/(\w+)$/.exec(room) ?? [];
	return kind !== undefined && half !== undefined ? { kind, half } : null;
};

/** Rooms from the ground up: what each may import besides itself. */
const context = ["base", "trust", "crypto"];
const checking = [...context, "proof", "source", "protocol", "l1", "state"];
const upToShape = [...checking, "evidence", "l2"];
const upToChecks = [...upToShape, "recheck", "l2/checks", "message", "receipt"];
const upToWallet = [...upToChecks, "evm", "wallet"];
const may: { readonly [room: string]: readonly string[] } = {
	base: [],
	trust: ["base"],
	crypto: ["base"],
	proof: ["base", "crypto"],
	source: ["base"],
	// the Fetch and Clock of the platforms that have the same globals
	web: ["base", "source"],
	protocol: ["base"],
	// what a site asks to sign that is no transaction
	message: ["base", "crypto", "protocol"],
	l1: [...context, "proof", "source", "protocol"],
	state: [...context, "proof", "source", "protocol", "l1"],
	evidence: checking,
	l2: [...checking, "evidence"],
	recheck: upToShape,
	// of one kind of layer 2, all that judges; it knows no EVM
	"l2/*/checks": [...upToShape, "recheck"],
	// and the table of those
	"l2/checks": [...upToShape, "recheck", "l2/*/checks"],
	receipt: [...upToShape, "recheck", "l2/checks", "message"],
	signer: [
		...context,
		"protocol",
		"source",
		"message",
		"clear",
		"evidence",
		"l2",
		"l2/checks",
		"receipt",
	],
	evm: [...checking, "recheck"],
	// what a call says, by descriptors
	clear: ["base", "crypto", "protocol", "message"],
	// where to ask whether an account has some
	tokens: ["base"],
	// how hardware wallets are spoken to, in bytes
	device: ["base", "crypto", "protocol"],
	// what to know of whom something is sent to
	recipient: ["base", "protocol"],
	// sites to be wary of
	phishing: ["base", "crypto", "protocol"],
	// names of ENS, by calls over proved state
	ens: [...checking, "evm"],
	wallet: upToChecks,
	exit: [...upToWallet],
	// and how its reasons are put in words
	"l2/*/words": ["base", "trust", "protocol", "l2"],
	// of one kind, all that follows it and leads out of it
	"l2/*/runtime": [...upToWallet, "exit"],
	// by the kinds that the halves that judge are of, it loads the others
	"l2/runtimes": [...upToWallet, "exit", "l2/*/checks", "l2/*/runtime"],
	engine: [...upToWallet, "ens", "phishing", "tokens", "exit", "l2/runtimes"],
	// every sentence; and the codes they are for, wherever those stand: the test below
	"l2/words": ["base", "protocol", "l2/*/words"],
	words: ["base", "protocol", "l2/words"],
	// of the signer one file alone: the test below
	cli: [
		"words",
		...upToWallet,
		"exit",
		"l2/runtimes",
		"engine",
		"signer",
		"web",
	],
};

/** Declarations of codes: data that any room of words may read. */
const isCodes = (path: string): boolean =>
	/^src\/.*\/([a-z0-9-]+-)?codes\.ts$/.test(path);
const isOfWords = (room: string): boolean => /(^|\/)words$/.test(room);

/** May a file of one room import a file of the other? A kind of layer 2 knows no other kind. */
const isBelow = (room: string, other: string): boolean => {
	const mine = halfOf(room);
	const theirs = halfOf(other);
	const row = may[mine === null ? room : `l2/*/${mine.half}`] ?? [];
	if (theirs === null) return row.includes(other);
	return mine === null
		? row.includes(`l2/*/${theirs.half}`)
		: mine.kind === theirs.kind &&
				mine.half === "runtime" &&
				theirs.half !== "runtime";
};

const offences = (
	files: readonly SourceFile[],
	judge: (file: SourceFile) => readonly string[],
): readonly string[] =>
	files.flatMap((file) => judge(file).map((why) => `${file.path}: ${why}`));

describe("rooms", () => {
	test("are all in the table", () => {
		const rooms = new Set(src.map(({ path }) => roomOf(path)));
		const row = (room: string): string => {
			const half = halfOf(room);
			return half === null ? room : `l2/*/${half.half}`;
		};
		expect([...rooms].filter((room) => !Object.hasOwn(may, row(room)))).toEqual(
			[],
		);
		expect(src.length).toBeGreaterThan(20);
	});

	test("import only from the rooms below them, never sideways or upwards", () => {
		const found = src.flatMap(({ path, imports }) => {
			const room = roomOf(path);
			return imports
				.filter(({ from }) => from.startsWith("src/"))
				.filter(
					({ from }) =>
						roomOf(from) !== room &&
						!isBelow(room, roomOf(from)) &&
						!(isOfWords(room) && isCodes(from)),
				)
				.map(({ from }) => `${path} → ${from}`);
		});
		expect([...new Set(found)]).toEqual([]);
	});

	test("import nothing of the browser's side or of the tests", () => {
		expect(
			offences(src, ({ imports }) =>
				imports
					.filter(({ from }) => /^(extension|test|wasm)\//.test(from))
					.map(({ from }) => `imports ${from}`),
			),
		).toEqual([]);
	});

	test("use the packages that are theirs", () => {
		const theirs: { readonly [room: string]: RegExp } = {
			base: /^@noble\/hashes\//,
			crypto: /^@noble\//,
			source: /^tldts-icann$/,
			evm: /^@ethereumjs\/evm$/,
			phishing: /^tldts-icann$/,
			ens: /^@adraffy\/ens-normalize\/xnf$/,
			signer: /^(@noble\/hashes\/|@scure\/bip32$|@scure\/bip39)/,
			engine: /^micro-eth-signer$/,
			cli: /^(node:|tsx\/)/,
		};
		expect(
			offences(src, ({ path, imports }) =>
				imports
					.filter(({ from }) => !/^(src|extension|test|wasm)\//.test(from))
					.filter(({ from }) => !theirs[roomOf(path)]?.test(from))
					.map(({ from }) => `imports ${from}`),
			),
		).toEqual([]);
	});

	test("declare their codes as data, which needs nothing but the shape of a message", () => {
		const codes = src.filter(({ path }) => isCodes(path));
		expect(codes.length).toBeGreaterThan(3);
		expect(
			offences(codes, ({ path, imports }) =>
				imports
					.filter(
						({ from }) =>
							from !== "src/protocol/message.ts" &&
							!(path === "src/words/codes.ts" && isCodes(from)),
					)
					.map(({ from }) => `imports ${from}`),
			),
		).toEqual([]);
	});

	test("have no cycles, types included", () => {
		const edges = new Map(
			all.map(({ path, imports }) => [path, imports.map(({ from }) => from)]),
		);
		const cycles: string[] = [];
		const done = new Set<string>();
		const walk = (path: string, trace: readonly string[]): void => {
			if (trace.includes(path)) {
				cycles.push([...trace.slice(trace.indexOf(path)), path].join(" → "));
				return;
			}
			if (done.has(path)) return;
			for (const next of edges.get(path) ?? []) walk(next, [...trace, path]);
			done.add(path);
		};
		for (const path of edges.keys()) walk(path, []);
		expect(cycles).toEqual([]);
	});
});

describe("kinds of layer 2", () => {
	test("have both halves: the two tables name the same", () => {
		expect(Object.keys(loaders).sort()).toEqual(Object.keys(checks).sort());
		expect(Object.keys(checks).length).toBeGreaterThan(3);
	});

	test("are loaded under the name that the half that judges has", async () => {
		for (const [kind, load] of Object.entries(loaders))
			expect((await load()).kind).toBe(kind);
		expect((await allRuntimes()).length).toBe(Object.keys(checks).length);
	});

	test("are followed as the half that judges says: by their own accounts, by Ethereum's, or not at all", async () => {
		for (const { kind, follow, followOwn, followRead } of await allRuntimes()) {
			const own = rollupKinds.find((one) => one.kind === kind)?.accountOf;
			const isRollup = rollupKinds.some((one) => one.kind === kind);
			const isReadOnly = readKinds.some((one) => one.kind === kind);
			expect([kind, followOwn !== undefined]).toEqual([
				kind,
				own !== undefined,
			]);
			expect([kind, follow !== undefined]).toEqual([
				kind,
				isRollup && own === undefined,
			]);
			expect([kind, followRead !== undefined]).toEqual([kind, isReadOnly]);
		}
	});

	test("have the ways out that the half that judges names, in that order", async () => {
		for (const { kind, ways } of await allRuntimes())
			expect([kind, ...ways.map(({ way }) => way)]).toEqual([
				kind,
				...(rollupKinds.find((one) => one.kind === kind)?.ways ?? []),
			]);
		const names = rollupKinds.flatMap(({ ways }) => ways);
		expect(names.length).toBeGreaterThan(5);
		expect(new Set(names).size).toBe(names.length);
	});

	test("have each rule that they conclude by put in words by the half that follows, and no others", async () => {
		for (const { kind, wordings } of await allRuntimes()) {
			const judge = [...rollupKinds, ...readKinds].find(
				(one) => one.kind === kind,
			);
			expect([kind, ...Object.keys(wordings).sort()]).toEqual([
				kind,
				...Object.keys(judge?.rules ?? {}).sort(),
			]);
		}
	});

	test("are loaded when they are wanted: nothing imports the half that follows, but the table by import()", () => {
		const importing = all.flatMap(({ path, text, imports }) =>
			imports
				.filter(
					({ from, isTypeOnly }) =>
						halfOf(roomOf(from))?.half === "runtime" && !isTypeOnly,
				)
				.filter(({ from }) => roomOf(from) !== roomOf(path))
				.map(({ from, names }) => ({ path, text, from, names })),
		);
		expect(importing.length).toBeGreaterThan(5);
		for (const { path, from, names } of importing) {
			expect(path).toMatch(/^src\/l2\/(development-)?runtimes\.ts$/);
			expect(from).toMatch(/^src\/l2\/\w+\/runtime\/kind\.ts$/);
			expect(names).toEqual(["*"]);
		}
		for (const { path, text } of importing)
			expect(text, path).not.toMatch(
				/^(?:import|export)\s(?:[^";]*\sfrom\s+)?"[^"]*\/runtime\//m,
			);
	});

	test("are named in their own folders alone", () => {
		const words = Object.keys(checks).flatMap((kind) => [
			`"${kind}"`,
			`'${kind}'`,
		]);
		const found = all
			.filter(({ path }) => halfOf(roomOf(path)) === null)
			.filter(({ text }) => {
				const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, "");
				return words.some((word) => code.includes(word));
			})
			.map(({ path }) => path);
		expect(found).toEqual([]);
	});

	test("are followed and judged by folders that know no other kind", () => {
		const kinds = new Set(
			src.flatMap(({ path }) => halfOf(roomOf(path))?.kind ?? []),
		);
		// a folder may have several kinds, and each folder stands in the tables
		const listed = new Set(
			src
				.filter(({ path }) => roomOf(path) === "l2/checks")
				.flatMap(({ imports }) =>
					imports.flatMap(({ from }) => halfOf(roomOf(from))?.kind ?? []),
				),
		);
		expect([...kinds].sort()).toEqual([...listed].sort());
		expect(kinds.size).toBeLessThanOrEqual(Object.keys(checks).length);
	});

	/** Every name of the kind's folder that a file outside it reads, and where it stands there besides the import. */
	const entriesOf = (kind: string): readonly string[] => {
		const isOfKind = (path: string): boolean =>
			path.startsWith(`src/l2/${kind}/`);
		return all
			.filter(({ path }) => !isOfKind(path))
			.flatMap(({ path, imports, code }) => {
				const body = code.replace(/^import\b[^;]*;/gm, "").split("\n");
				const names = imports
					.filter(({ from }) => isOfKind(from))
					.flatMap((one) => one.names);
				// by import() all of a file comes, and is named by nothing
				const own = body.filter((line) =>
					names.some(
						(name) => name !== "*" && new RegExp(`\\b${name}\\b`).test(line),
					),
				);
				return names.length === 0
					? []
					: [`${path}: ${names.sort().join(", ")}; lines: ${own.length}`];
			})
			.sort();
	};

	test("touch outside their folder one line in each table, the smallest and the others alike", () => {
		expect(entriesOf("watched")).toEqual([
			"src/l2/checks.ts: watchedChecks; lines: 1",
			"src/l2/runtimes.ts: *, watchedChecks; lines: 1",
			"src/l2/words-de.ts: watchedCodes, watchedDe; lines: 1",
			"src/l2/words.ts: watchedCodes, watchedEn; lines: 1",
		]);
		expect(entriesOf("op")).toEqual([
			"src/l2/checks.ts: opChecks; lines: 1",
			"src/l2/runtimes.ts: *, opChecks; lines: 1",
			"src/l2/words-de.ts: opCodes, opDe; lines: 1",
			"src/l2/words.ts: opCodes, opEn; lines: 1",
		]);
		expect(entriesOf("scroll")).toEqual([
			"src/l2/checks.ts: scrollChecks; lines: 1",
			"src/l2/runtimes.ts: *, scrollChecks; lines: 1",
			"src/l2/words-de.ts: scrollCodes, scrollDe; lines: 1",
			"src/l2/words.ts: scrollCodes, scrollEn; lines: 1",
		]);
		expect(entriesOf("linea")).toEqual([
			"src/l2/checks.ts: lineaChecks; lines: 1",
			"src/l2/runtimes.ts: *, lineaChecks; lines: 1",
			"src/l2/words-de.ts: lineaCodes, lineaDe; lines: 1",
			"src/l2/words.ts: lineaCodes, lineaEn; lines: 1",
		]);
		// and one for development networks stands in the halves that a release does not have
		expect(entriesOf("reference")).toEqual([
			"src/l2/development-checks.ts: referenceChecks; lines: 1",
			"src/l2/development-runtimes.ts: *, referenceChecks; lines: 1",
			"src/l2/development-words-de.ts: referenceCodes, referenceDe; lines: 1",
			"src/l2/development-words.ts: referenceCodes, referenceEn; lines: 1",
		]);
	});

	test("conclude by no rule that their own table does not run again", () => {
		const concluded = src.flatMap(({ path, text }) =>
			halfOf(roomOf(path)) === null
				? []
				: [...text.matchAll(/\bconclude\(\s*"([\w-]+)"/g)].map(
						([, rule = ""]) => rule,
					),
		);
		const known = [...rollupKinds, ...readKinds].flatMap(({ rules }) =>
			Object.keys(rules),
		);
		expect(concluded.length).toBeGreaterThan(5);
		expect(concluded.filter((rule) => !known.includes(rule))).toEqual([]);
		expect(new Set(known).size).toBe(known.length);
	});
});

describe("what only some may do", () => {
	const importers = (module: string, name: string): readonly string[] =>
		all
			.filter(({ path }) => path !== module)
			.filter(({ imports }) =>
				imports.some(
					({ from, names }) =>
						from === module && (names.includes(name) || names.includes("*")),
				),
			)
			.map(({ path }) => path);
	const rooms = (paths: readonly string[]): readonly string[] =>
		[
			...new Set(paths.map((path) => path.split("/").slice(0, 2).join("/"))),
		].sort();

	test("conclude: the checking rooms alone", () => {
		const found = importers("src/trust/verified.ts", "conclude").map(roomOf);
		expect(found.length).toBeGreaterThan(0);
		for (const room of found)
			expect(room).toMatch(/^(evm|l1|recheck|state|l2\/\w+\/checks)$/);
	});

	test("call a root a checkpoint: the light client alone, which the user tells", () => {
		const makers = importers("src/l1/conclusion.ts", "acceptCheckpoint");
		expect(rooms(makers)).toEqual(["src/l1"]);
	});

	test("replay evidence by a table of rules: receipt/check alone, by the whole table", () => {
		expect(importers("src/receipt/replay.ts", "replayEvidence")).toEqual([
			"src/receipt/check.ts",
		]);
		expect(importers("src/receipt/rules.ts", "rules")).toEqual([
			"src/receipt/check.ts",
		]);
	});

	test("sign: signer/sign alone", () => {
		expect(importers("src/crypto/secp256k1.ts", "signHash")).toEqual([
			"src/signer/sign.ts",
		]);
		// a kind of layer 2 signs by a scheme of its own, with a seed that signer/sign derives for it and no other key
		for (const path of importers("src/crypto/baby-jubjub.ts", "signMessage"))
			expect(path).toMatch(/^src\/l2\/\w+\/checks\/signature\.ts$/);
		expect(
			all
				.filter(({ code }) =>
					/\borders\s*\.\s*(sign|publicKey)\s*\(/.test(code),
				)
				.map(({ path }) => path),
		).toEqual(["src/signer/sign.ts"]);
		expect(
			all
				.filter(({ code }) => /\bsecp256k1\s*\.\s*sign\b/.test(code))
				.map(({ path }) => path),
		).toEqual(["src/crypto/secp256k1.ts"]);
	});

	test("put other hashes than noble's into a realm: crypto/hash alone, and never the signer's", () => {
		expect(importers("src/base/digest.ts", "putDigests")).toEqual([
			"src/crypto/hash.ts",
		]);
		expect(importers("src/crypto/hash.ts", "installHashes")).toEqual([
			"src/crypto/backends.ts",
		]);
		const installing = importers(
			"src/crypto/backends.ts",
			"installSoundHashes",
		);
		expect(installing).toContain("extension/engine/start.ts");
		expect(
			installing.filter(
				(path) => !/^(extension\/engine|src\/cli)\//.test(path),
			),
		).toEqual([]);
	});

	test("import WebAssembly: the ways to do heavy work alone", () => {
		const modules = all.filter(({ imports }) =>
			imports.some(({ from }) => from.startsWith("src/crypto/wasm/")),
		);
		expect(
			modules
				.map(({ path }) => path)
				.filter(
					(path) =>
						path !== "src/crypto/backends.ts" &&
						!path.startsWith("src/crypto/wasm/"),
				),
		).toEqual([]);
		// What leads to the signer leads to none of them.
		const reached = new Set<string>();
		const reach = (path: string): void => {
			if (reached.has(path)) return;
			reached.add(path);
			const file = all.find((one) => one.path === path);
			for (const { from, isTypeOnly } of file?.imports ?? [])
				if (!isTypeOnly) reach(from);
		};
		reach("extension/signer/worker.ts");
		expect(reached.has("src/crypto/noble.ts")).toBe(true);
		expect(
			[...reached].filter((path) =>
				/^src\/(crypto\/(wasm\/|backends|choose)|proof\/kernel)/.test(path),
			),
		).toEqual([]);
	});

	test("run EVM code: nothing that leads to the signer, or to a page", () => {
		const machine = all.filter(({ imports }) =>
			imports.some(({ from }) => from.startsWith("@ethereumjs/")),
		);
		expect(machine.map(({ path }) => path)).toEqual(["src/evm/machine.ts"]);
		for (const entry of [
			"extension/signer/worker.ts",
			"extension/background/chromium.ts",
			"extension/background/firefox.ts",
			"extension/content/relay.ts",
			"extension/inpage/index.ts",
			"src/receipt/check.ts",
		]) {
			const reached = new Set<string>();
			const reach = (path: string): void => {
				if (reached.has(path)) return;
				reached.add(path);
				const file = all.find((one) => one.path === path);
				for (const { from, isTypeOnly } of file?.imports ?? [])
					if (!isTypeOnly) reach(from);
			};
			reach(entry);
			expect(reached.size, entry).toBeGreaterThan(1);
			expect(
				[...reached].filter((path) => /^(src\/evm\/|@ethereumjs)/.test(path)),
				entry,
			).toEqual([]);
		}
	});

	test("compose an order: the engine alone", () => {
		const found = rooms([
			...importers("src/wallet/order.ts", "composeTransfer"),
		]);
		expect(found.every((room) => room === "src/engine")).toBe(true);
		// a kind of layer 2 brings the fields of its own orders
		for (const path of importers("src/wallet/layer-order.ts", "composeOnLayer"))
			expect(roomOf(path)).toMatch(/^l2\/\w+\/runtime$/);
	});

	test("import the signer: its worker alone, and the command line's one file", () => {
		expect(
			offences(all, ({ path, imports }) =>
				/^(src|extension)\/signer\//.test(path) || path === "src/cli/signer.ts"
					? []
					: imports
							.filter(({ from }) => from.startsWith("src/signer/"))
							.map(({ from }) => `imports ${from}`),
			),
		).toEqual([]);
	});

	test("the signer: no world outside, only the shape of a clock", () => {
		const signer = src.filter(({ path }) => path.startsWith("src/signer/"));
		expect(signer.length).toBeGreaterThan(3);
		expect(
			offences(signer, ({ imports, code }) => [
				...imports
					.filter(({ from }) => from.startsWith("src/source/"))
					.filter(
						({ from, names, isTypeOnly }) =>
							from !== "src/source/ports.ts" ||
							!isTypeOnly ||
							names.some((name) => name !== "Clock"),
					)
					.map(({ from }) => `imports ${from}`),
				...(/\b(Fetch|Store|fetch|indexedDB|Dexie)\b/.test(code)
					? ["names a way out"]
					: []),
			]),
		).toEqual([]);
		const worker = extension.filter(({ path }) =>
			path.startsWith("extension/signer/"),
		);
		expect(
			offences(worker, ({ imports }) =>
				imports
					.filter(({ from }) =>
						/^(dexie|webextension-polyfill|src\/(engine|evm|wallet|exit|recheck|cli)\/|src\/source\/(?!ports)|src\/web\/fetch|extension\/(store|background|ui)\/)/.test(
							from,
						),
					)
					.map(({ from }) => `imports ${from}`),
			),
		).toEqual([]);
	});
});

describe("the browser's side", () => {
	/** What each folder of extension/ may take out of src/. */
	const takes: { readonly [folder: string]: RegExp } = {
		inpage: /^src\/(base|protocol|words\/page-faults-en)/,
		content: /^src\/(base|protocol)\//,
		ui: /^src\/(base|protocol|device|recipient\/|tokens\/|words\/(?:catalogue|faults|german)\.ts|crypto\/(?:hash|checksum)|trust\/grade)/,
		background: /^src\/(base|protocol|words\/(?:alert|faults)\.ts)/,
		store: /^src\/(base|source\/ports)/,
		kernel: /^src\/(base|crypto|proof|protocol|web\/clock)/,
		signer:
			/^src\/(base|crypto|proof\/noble|protocol|signer|source\/ports|web\/clock)/,
		engine: /^src\/(?!signer\/|cli\/)/,
	};

	test("takes from each room only what its part needs", () => {
		expect(
			offences(extension, ({ path, imports }) => {
				const folder = path.split("/")[1] ?? "";
				const allowed = Object.hasOwn(takes, folder)
					? takes[folder]
					: /^src\/(base|protocol)\//;
				return imports
					.filter(({ from }) => from.startsWith("src/") && !allowed?.test(from))
					.map(({ from }) => `imports ${from}`);
			}),
		).toEqual([]);
	});

	test("opens the database in store/ alone", () => {
		expect(
			extension
				.filter(({ imports }) => imports.some(({ from }) => from === "dexie"))
				.map(({ path }) => path)
				.filter((path) => !path.startsWith("extension/store/")),
		).toEqual([]);
	});
});

describe("the engine's rooms", () => {
	/** Each is something that a port gives, so that it runs under a bare test runner. */
	const forbidden: readonly (readonly [string, RegExp])[] = [
		["reads a clock", /\bDate\.now\b|\bnew Date\(\s*\)|\bperformance\b/],
		[
			"sets a timer",
			/\bset(Timeout|Interval|Immediate)\b|\brequestAnimationFrame\b/,
		],
		[
			"opens a connection",
			/\b(globalThis|self|window)\s*\.\s*fetch\b|\bXMLHttpRequest\b|\bnew (WebSocket|EventSource)\b/,
		],
		["opens a database", /\bindexedDB\b|\blocalStorage\b|\bsessionStorage\b/],
		[
			"knows a browser",
			/\b(browser|chrome)\s*\.\s*\w|\b(document|navigator|self)\s*\.\s*\w|\bwindow\s*\.\s*[a-z]*(Listener|Message|ocation|pen|ocument)\b|\bnew (Shared)?Worker\b/,
		],
		["knows Node", /\bprocess\s*\.\s*\w|\brequire\s*\(|\bBuffer\b/],
		["runs text", /\beval\s*\(|\bnew Function\b/],
		["throws dice", /\bMath\.random\b/],
		["talks to the console", /\bconsole\s*\.\s*\w/],
	];
	const engineRooms = src.filter(
		({ path }) => !["cli", "web"].includes(roomOf(path)),
	);

	test("touch the world only through ports", () => {
		expect(
			offences(engineRooms, ({ code }) =>
				forbidden.filter(([, word]) => word.test(code)).map(([why]) => why),
			),
		).toEqual([]);
	});

	test("call fetch only where it was handed to them", () => {
		expect(
			offences(engineRooms, ({ code, imports }) => {
				const handed = imports.some(
					({ from, names }) =>
						/^src\/(source|engine)\//.test(from) &&
						names.some((name) => /^(Fetch|Ports|\w+Ports)$/.test(name)),
				);
				return /(?<![.\w])fetch\s*\(/.test(code) && !handed
					? ["calls fetch"]
					: [];
			}),
		).toEqual([]);
	});
});

describe("the code", () => {
	test("begins each file with what it holds", () => {
		expect(
			offences(all, ({ text }) => {
				const lines = text.split("\n");
				const first = lines[0]?.startsWith("#!") ? lines[1] : lines[0];
				return /^(\/\/|\/\*\*?) ?\S/.test(first ?? "") ? [] : ["has no head"];
			}),
		).toEqual([]);
	});

	/** Casts with a reason: each of these turns what the type system cannot follow into what was just checked. */
	const casts: { readonly [path: string]: number } = {
		"src/base/bytes.ts": 1,
		"src/base/immutable.ts": 1,
		"src/l2/wording.ts": 1,
		"src/protocol/channel.ts": 3,
		"src/protocol/methods.ts": 1,
	};

	test("casts nothing outside base/decode, trust and the places counted here", () => {
		expect(
			offences(src, ({ path, code }) => {
				if (path === "src/base/decode.ts" || path.startsWith("src/trust/"))
					return [];
				const body = code.replace(
					/^(import|export)\b[^;]*?from\s*""|\bexport\s*\*\s*as\b/gm,
					"",
				);
				const found = body.match(/\bas\s+(?!const\b)[\w{[(`"]/g)?.length ?? 0;
				const allowed = casts[path] ?? 0;
				return found > allowed
					? [`casts ${found} times, ${allowed} counted`]
					: [];
			}),
		).toEqual([]);
	});

	test("has no any, no non-null assertion, no silenced check", () => {
		expect(
			offences(all, ({ code, text }) => [
				...(/[:<,|&(]\s*any\b(?!\s*[(:.])/.test(code) ? ["any"] : []),
				...(/[\w)\]]!(?=[.;,)\]\s[])(?!\s*=)/.test(code) ? ["!"] : []),
				...(/@ts-(ignore|nocheck|expect-error)/.test(text) ? ["@ts-"] : []),
			]),
		).toEqual([]);
	});

	test("has no file named after nothing in particular", () => {
		expect(
			all
				.map(({ path }) => path)
				.filter((path) =>
					/\/(utils?|helpers?|manager|service|common|types|misc)\.\w+$/.test(
						path,
					),
				),
		).toEqual([]);
	});
});

describe("faults", () => {
	test("of the kind disproved: each has a test that provokes it", () => {
		const tests = filesUnder("test")
			.filter(({ path }) => path !== "test/architecture.test.ts")
			.map(({ text }) => text)
			.join("\n");
		const missing = Object.entries(faults)
			.filter(([, kind]) => kind === "disproved")
			.map(([code]) => code)
			.filter((code) => !new RegExp(`["'/|(]${code}["'/|):]`).test(tests));
		const open: readonly string[] = ["committee-aggregate", "against-final"];
		expect(missing.filter((code) => !open.includes(code))).toEqual([]);
	});

	test("are each thrown somewhere", () => {
		const code = all
			.filter(({ path }) => path !== "src/base/faults.ts")
			.map(({ text }) => text)
			.join("\n");
		const unused = Object.keys(faults).filter(
			(name) => !code.includes(`"${name}"`),
		);
		const open: readonly string[] = ["signing-stopped"];
		expect(unused.filter((name) => !open.includes(name))).toEqual([]);
	});
});

describe("this test", () => {
	test("sees through comments and strings", () => {
		const text = [
			'const a = "Date.now"; // Date.now',
			"/* setTimeout */ const b = `fetch $" + "{f(`x$" + "{1}`)} fetch`;",
			"const c = /Date.now[/]/.test(a) ? a / b : 1;",
			"Date.now();",
		].join("\n");
		const code = bare(text);
		expect(code.match(/Date\.now/g)?.length).toBe(1);
		expect(code).not.toMatch(/setTimeout|fetch/);
		expect(code).toMatch(/a \/ b/);
	});

	test("reads a file's imports", () => {
		const file = src.find(({ path }) => path === "src/receipt/check.ts");
		expect(file?.imports).toContainEqual({
			from: "src/receipt/rules.ts",
			names: ["rules"],
			isTypeOnly: false,
		});
		expect(
			readFileSync(join(root, "src/receipt/check.ts"), "utf8").length,
		).toBe(file?.text.length);
	});
});
