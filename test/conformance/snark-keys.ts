// The verifying keys among the files, by their format, each prepared once and only when a proof asks for it.

import type { PairingCurve } from "../../src/crypto/pairing.ts";
import { type PreparedFflonk, prepareFflonk } from "../../src/proof/fflonk.ts";
import { decodeFflonkKey } from "../../src/proof/fflonk-key.ts";
import {
	type Groth16Key,
	type PreparedGroth16,
	prepareGroth16Key,
} from "../../src/proof/groth16.ts";
import {
	type GnarkPlonkKey,
	type PreparedGnarkPlonk,
	prepareGnarkPlonk,
} from "../../src/proof/plonk-gnark.ts";
import { decodeGnarkPlonkKey } from "../../src/proof/plonk-gnark-key.ts";
import {
	type PreparedSnarkjsPlonk,
	prepareSnarkjsPlonk,
} from "../../src/proof/plonk-snarkjs.ts";
import { decodeGroth16Key, decodePlonkKey } from "../../src/proof/snarkjs.ts";
import { isProverKey, proverKey } from "./snark-fflonk.ts";
import { folderOf, isRecord } from "./text.ts";

export type Tree = {
	readonly path: string;
	readonly tree: unknown;
	/** The file as it stands. */
	readonly text: () => string;
};

const once = <T>(make: () => T): (() => T) => {
	let made: { readonly value: T } | undefined;
	return () => {
		made ??= { value: make() };
		return made.value;
	};
};

export type Groth16Entry = {
	readonly path: string;
	/** As it stands in its file. */
	readonly tree: unknown;
	readonly folder: string;
	readonly key: Groth16Key;
	readonly prepared: () => PreparedGroth16;
};

export type GnarkEntry = {
	readonly path: string;
	readonly key: GnarkPlonkKey;
	readonly inputs: number;
	readonly proofGates: number;
	readonly prepared: () => PreparedGnarkPlonk;
};

export type SnarkjsPlonkEntry = {
	readonly path: string;
	readonly tree: unknown;
	readonly folder: string;
	readonly inputs: number;
	readonly prepared: () => PreparedSnarkjsPlonk;
};

export const isGroth16Key = (tree: unknown): boolean =>
	isRecord(tree) && tree.protocol === "groth16" && "vk_alpha_1" in tree;

export const isGnarkKey = (tree: unknown): boolean =>
	isRecord(tree) && "G2_SRS_0_X_0" in tree && "VK_QL_COM_X" in tree;

export const isSnarkjsPlonkKey = (tree: unknown): boolean =>
	isRecord(tree) && tree.protocol === "plonk" && "X_2" in tree;

export type FflonkEntry = {
	readonly path: string;
	readonly prepared: () => PreparedFflonk;
};

export const isFflonkKey = (tree: unknown): boolean =>
	(isRecord(tree) && "VK_C0_G1_X" in tree) || isProverKey(tree);

export const fflonkEntry = (own: Tree, curve: PairingCurve): FflonkEntry => {
	const key = isProverKey(own.tree)
		? proverKey(own.text())
		: decodeFflonkKey(own.tree, own.path);
	return { path: own.path, prepared: once(() => prepareFflonk(curve, key)) };
};

export const isEraKey = (tree: unknown): boolean =>
	isRecord(tree) && "VK_GATE_SETUP_0_X" in tree;

export const groth16Entry = (
	{ path, tree }: Tree,
	curve: PairingCurve,
): Groth16Entry => {
	const key = decodeGroth16Key(tree, path);
	return {
		path,
		tree,
		folder: folderOf(path),
		key,
		prepared: once(() => prepareGroth16Key(curve, key)),
	};
};

export const snarkjsPlonkEntry = (
	{ path, tree }: Tree,
	curve: PairingCurve,
): SnarkjsPlonkEntry => {
	const key = decodePlonkKey(tree, path);
	return {
		path,
		tree,
		folder: folderOf(path),
		inputs: key.inputs,
		prepared: once(() => prepareSnarkjsPlonk(curve, key)),
	};
};

export const gnarkEntry = (
	{ path, tree }: Tree,
	curve: PairingCurve,
): GnarkEntry => {
	const key = decodeGnarkPlonkKey(tree, path);
	return {
		path,
		key,
		inputs: key.inputs,
		proofGates: key.committed.length,
		prepared: once(() => prepareGnarkPlonk(curve, key)),
	};
};
