// The circuit, compiled, with its proving and verifying key: found in the cache or made. INSECURE: see setup/toxic.ts.

import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { concat, utf8 } from "../../../src/base/bytes.ts";
import * as d from "../../../src/base/decode.ts";
import { keccakHex } from "../../../src/crypto/hash.ts";
import { startChild } from "../l1/child.ts";
import { batchOperations, treeDepth } from "./batch-witness.ts";
import { circuitFiles, circuitFolder } from "./setup/compile.ts";
import { keepFolder } from "./setup/keep.ts";
import { decodeVerifyingKey, type VerifyingKey } from "./verifying-key.ts";

export type Circuit = {
	/** Computes the witness. */
	readonly wasmPath: string;
	readonly r1csPath: string;
	/** The wires' names. */
	readonly symPath: string;
	/** What the wires weigh in the key, for who proves by the secrets. */
	readonly wiresPath: string;
	readonly zkeyPath: string;
	readonly verifyingKey: VerifyingKey;
	readonly depth: 8;
	readonly operations: 2;
};

const cache = fileURLToPath(
	new URL("../../../node_modules/.cache/sextant-reference/", import.meta.url),
);
const packages = ["circom2", "circomlib", "wasmcurves"];

const load = createRequire(import.meta.url);
const versionOf = (name: string): string =>
	d.record({ version: d.text() })(
		d.parseJson(readFileSync(load.resolve(`${name}/package.json`), "utf8")),
		name,
	).version;

/** A name for all that the result depends on. */
const fingerprint = (): string => {
	const setupFolder = fileURLToPath(new URL("setup/", import.meta.url));
	const files = [
		...circuitFiles().map((name) => join(circuitFolder, name)),
		...readdirSync(setupFolder)
			.sort()
			.map((name) => join(setupFolder, name)),
	];
	const parts = [
		...files.map((path) => readFileSync(path)),
		...packages.map((name) => utf8(`${name} ${versionOf(name)}`)),
	];
	const hashes = parts.map((part) => utf8(keccakHex(part)));
	return keccakHex(concat(...hashes)).slice(2, 34);
};

/** Compiles and makes the keys in `folder`. @throws Error with the end of the log */
const make = async (folder: string): Promise<void> => {
	const child = startChild(
		new URL("setup/child.ts", import.meta.url),
		["keys", folder],
		join(folder, "setup.log"),
	);
	try {
		await child.firstMessage;
	} finally {
		await child.stop();
	}
};

const open = async (): Promise<Circuit> => {
	const folder = join(cache, fingerprint());
	await keepFolder(folder, make);
	const key = readFileSync(join(folder, "verifying-key.json"), "utf8");
	return {
		wasmPath: join(folder, "rollup.wasm"),
		r1csPath: join(folder, "rollup.r1cs"),
		symPath: join(folder, "rollup.sym"),
		wiresPath: join(folder, "wires"),
		zkeyPath: join(folder, "rollup.zkey"),
		verifyingKey: decodeVerifyingKey(d.parseJson(key), "verifying key"),
		depth: treeDepth,
		operations: batchOperations,
	};
};

let opened: Promise<Circuit> | undefined;

/**
 * The circuit of this repository's source with its development keys. The first time takes half a minute on two cores, in a
 * process of its own; afterwards it is found.
 * @throws Error with the end of the setup's log when it failed
 */
export const openCircuit = (): Promise<Circuit> => {
	opened ??= open().catch((thrown: unknown) => {
		opened = undefined;
		throw thrown;
	});
	return opened;
};
