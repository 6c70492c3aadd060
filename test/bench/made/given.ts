// What Node makes beforehand for the works about proofs and calls, for it needs a compiler and the folder of vectors: a proof
// of SP1 with the verifier contract of its key, and a token under a state root. As JSON, so that a page can fetch it.

import { existsSync, statSync } from "node:fs";
import {
	bigToBytes,
	bigToMinimal,
	concat,
	fromHex,
	type Hex,
	isHex,
	toHex,
	utf8,
} from "../../../src/base/bytes.ts";
import { encodeRlp } from "../../../src/base/rlp.ts";
import { keccak256 } from "../../../src/crypto/hash.ts";
import { runtimeOf } from "../../../src/evm/pure.ts";
import type { Groth16Key } from "../../../src/proof/groth16.ts";
import { encodeGroth16Key } from "../../../src/proof/key-bytes.ts";
import { nobleKernel } from "../../../src/proof/noble.ts";
import { decodeGroth16Key } from "../../../src/proof/snarkjs.ts";
import { sp1Digest, sp1VkRoot610 } from "../../../src/proof/sp1.ts";
import { checkSp1 } from "../../../src/recheck/native.ts";
import { mappingSlot, wordHex } from "../../../src/state/storage-layout.ts";
import { madeExecution } from "../../adversary/made/state.ts";
import { listFiles } from "../../conformance/files.ts";
import { isRecord, treeOf } from "../../conformance/text.ts";
import { compileContract } from "../../network/l1/solidity.ts";
import { groth16Maker } from "../../proof/made-groth16.ts";
import { sp1Groth16Verifier } from "../../recheck/solidity.ts";
import type { Sp1File, TokenFile } from "../given.ts";
import type { Files } from "../serve.ts";
import type { OrdersFile } from "../works/simulate.ts";
import { makeWay, rootOf } from "./account-proof.ts";
import { makeOrders } from "./orders.ts";
import { bytesOf } from "./random.ts";

// --- a proof of SP1 6 by Groth16

type Statement = Omit<Sp1File, "key" | "selector" | "vkRoot" | "code">;

const made = (): { readonly key: Groth16Key; readonly own: Statement } => {
	const { key, prove } = groth16Maker(5);
	const programVKey = concat(new Uint8Array(1), bytesOf("program", 31));
	const publicValues = bytesOf("values", 320);
	const context = concat(
		new Uint8Array(32),
		fromHex(sp1VkRoot610),
		bytesOf("nonce", 31),
	);
	const words = concat(
		context.subarray(0, 64),
		new Uint8Array(1),
		context.subarray(64),
	);
	const inputs = concat(programVKey, sp1Digest(publicValues), words);
	return {
		key,
		own: {
			from: "made here",
			programVKey: toHex(programVKey),
			publicValues: toHex(publicValues),
			proofBytes: toHex(concat(fromHex(selector), words, prove(inputs))),
		},
	};
};

const release = "v6.1.0";
const selector: Hex = "0x4388a21c";

const hexIn = (
	tree: { readonly [name: string]: unknown },
	name: string,
): Hex => {
	const value = tree[name];
	if (!isHex(value)) throw new TypeError(`"${name}" is no hex`);
	return value;
};

/** The first proof of that release in a folder of vectors, with its key; null where there is none. */
const recorded = (root: string): ReturnType<typeof made> | null => {
	if (!existsSync(root) || !statSync(root).isDirectory()) return null;
	const trees = listFiles(root)
		.filter(({ path }) => /(^|\/)sp1\/.*\.json$/.test(path))
		.map((file) => ({ path: file.path, tree: treeOf(file) }));
	const key = trees.find(
		({ path, tree }) =>
			path.includes(release) &&
			isRecord(tree) &&
			tree.protocol === "groth16" &&
			tree.nPublic === 5,
	);
	const proof = trees.find(
		({ tree }) =>
			isRecord(tree) &&
			tree.system === "sp1-groth16" &&
			tree.sp1Version === release,
	);
	if (key === undefined || proof === undefined || !isRecord(proof.tree))
		return null;
	const { path, tree } = proof;
	return {
		key: decodeGroth16Key(key.tree, key.path),
		own: {
			from: path,
			programVKey: hexIn(tree, "programVKey"),
			publicValues: hexIn(tree, "publicValues"),
			proofBytes: hexIn(tree, "proofBytes"),
		},
	};
};

/** @throws recheck-failed when what was found does not hold */
const sp1File = async (root: string): Promise<Sp1File> => {
	const { key, own } = recorded(root) ?? made();
	const vkRoot = sp1VkRoot610;
	const verifier = {
		title: release,
		system: "sp1-groth16",
		key: toHex(encodeGroth16Key(key)),
		selector,
		vkRoot,
	} as const;
	await checkSp1(nobleKernel, verifier, own);
	const code = await sp1Groth16Verifier(key, {
		selector: fromHex(selector),
		vkRoot: fromHex(vkRoot),
	});
	return { ...own, key: verifier.key, selector, vkRoot, code };
};

// --- a token's balance

const tokenSource = new URL(
	"../../network/contracts/Token.sol",
	import.meta.url,
);
const word = (value: bigint | number): Uint8Array =>
	bigToBytes(BigInt(value), 32);

/** The token's code, made by its constructor with empty names and no holders. */
const tokenCode = (): Promise<Hex> => {
	const creation = compileContract(tokenSource, "Token");
	const offsets = [0x80, 0xa0, 0xc0, 0].map(word);
	const empty = [0, 0, 0].map(word);
	const given = toHex(concat(...offsets, ...empty)).slice(2);
	return runtimeOf(`${creation}${given}`);
};

/** As deep as on mainnet. */
const accountBranches = 8;
const storageBranches = 6;

const tokenFile = async (): Promise<TokenFile> => {
	const code = await tokenCode();
	const token = bytesOf("token", 20);
	const holder = bytesOf("holder", 20);
	const balance = 1_234_567_890_123_456_789n;
	const padded = toHex(concat(new Uint8Array(12), holder));
	const key = mappingSlot(padded, 0n);
	const storage = makeWay(
		fromHex(key),
		encodeRlp(bigToMinimal(balance)),
		storageBranches,
		"storage",
	);
	const account = encodeRlp([
		bigToMinimal(1n),
		bigToMinimal(0n),
		rootOf(storage),
		keccak256(fromHex(code)),
	]);
	// Nobody calls; that nobody has an account is proved too, by an empty way at the top.
	const nobody = new Uint8Array(20);
	const wayOf = (address: Uint8Array): number =>
		(keccak256(address)[0] ?? 0) >> 4;
	if (wayOf(token) === wayOf(nobody)) throw new Error("choose another token");
	const accounts = makeWay(
		token,
		account,
		accountBranches,
		"account",
		(way) => way === wayOf(nobody),
	);
	const { rlp } = madeExecution({
		number: 23_000_000,
		timestampS: 1_790_000_000,
		stateRoot: toHex(rootOf(accounts)),
	});
	return {
		header: rlp,
		token: toHex(token),
		accountProof: accounts.map(toHex),
		slot: key,
		storageProof: storage.map(toHex),
		code,
		nobody: toHex(nobody),
		nobodyProof: accounts.slice(0, 1).map(toHex),
		data: `0x70a08231${padded.slice(2)}`,
		output: wordHex(balance),
	};
};

const asBytes = (file: Sp1File | TokenFile | OrdersFile): Uint8Array =>
	utf8(JSON.stringify(file));

/** The files of the works about proofs, calls and orders. @param root where vectors may be */
export const givenFiles = async (
	root: string,
	say: (line: string) => void,
): Promise<Files> => {
	const sp1 = await sp1File(root);
	say(`recheck, replay: a proof of SP1 ${release}, ${sp1.from}`);
	return new Map([
		["sp1", asBytes(sp1)],
		["token", asBytes(await tokenFile())],
		["orders", asBytes(await makeOrders())],
	]);
};
