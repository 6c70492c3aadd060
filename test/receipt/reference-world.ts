// Verified accounts and batches of a reference rollup for tests above the checking rooms, by test/receipt/world.ts.

import { toHex } from "../../src/base/bytes.ts";
import { publicKey } from "../../src/crypto/baby-jubjub.ts";
import type { ReferenceProfile } from "../../src/l2/reference/checks/profile.ts";
import type { RollupKey } from "../../src/l2/reference/checks/transfer.ts";
import type {
	ReferenceAccount,
	ReferenceConfig,
	ReferenceData,
	ReferenceOperation,
	ReferenceRoot,
} from "../../src/l2/reference/checks/values.ts";
import { programHash } from "../../src/proof/groth16-key-text.ts";
import { wordHex } from "../../src/state/storage-layout.ts";
import type { StateBasis } from "../../src/trust/grade.ts";
import type { Verified } from "../../src/trust/verified.ts";
import { groth16Key } from "./reference-key.ts";
import { a, h, say, scene, testNetwork, timeS } from "./world.ts";

export const rollupId = 902;

export const keyOfSecret = (secret: bigint): RollupKey => {
	const { ax, ay } = publicKey(secret);
	return { ax: wordHex(ax), ay: wordHex(ay) };
};

export const profile: ReferenceProfile = {
	name: "reference",
	title: "Reference rollup",
	chainId: rollupId,
	l1: testNetwork.name,
	l1ChainId: testNetwork.chainId,
	blockTimeS: 2,
	explorer: "",
	coin: { symbol: "ETH", decimals: 18 },
	tokens: [],
	policy: {
		finality: "final",
		who: "accepted",
		validity: "rechecked",
		ages: { show: 3600, answer: 3600, order: 600, sign: 900 },
	},
	kind: "reference-v1",
	contracts: {
		rollup: { address: a(60), codeHash: h(60) },
		verifier: { address: a(61), codeHash: h(61) },
	},
	slots: {
		lastCommitted: 0,
		lastProven: 1,
		frozenAt: 2,
		queueLength: 3,
		queueProven: 4,
		lastRoot: 5,
		batchHash: 8,
	},
	depth: 8,
	operationsPerBatch: 2,
	program: {
		system: "groth16",
		key: groth16Key,
		hash: programHash(groth16Key),
	},
	anchor: { batch: 0, batchHash: h(62), root: h(63), queueHash: h(0) },
	deadlineS: 3600,
	warning: "Insecure development setup.",
};

export type RootPart = {
	readonly batch?: number;
	readonly frozenAtS?: number;
	readonly rechecked?: boolean;
	readonly grade?: Partial<StateBasis["grade"]>;
	readonly chainId?: number;
};

/** The rollup's root after a batch, rechecked unless told otherwise. */
export const rootOf = (part: RootPart = {}): Verified<ReferenceRoot> => {
	const { batch = 4, frozenAtS = 0, rechecked = true } = part;
	const { header } = scene();
	const at: StateBasis = {
		chainId: header.value.chainId,
		blockNumber: header.value.blockNumber,
		blockHash: header.value.blockHash,
		stateRoot: header.value.stateRoot,
		grade: header.value.grade,
	};
	const own: ReferenceProfile = {
		...profile,
		chainId: part.chainId ?? rollupId,
	};
	const config: ReferenceConfig = {
		profile: own,
		at,
		lastCommitted: batch,
		lastProven: batch,
		frozenAtS,
		queueLength: 0,
		queueProven: 0,
		lastRoot: h(70 + batch),
	};
	const value: ReferenceRoot = {
		chainId: own.chainId,
		blockNumber: batch,
		blockHash: h(80 + batch),
		stateRoot: h(70 + batch),
		grade: {
			who: "accepted",
			validity: rechecked ? "rechecked" : "l1-accepted",
			finality: "final",
			asOfS: timeS,
			...part.grade,
		},
		profile: own,
		at,
		start: { batch: 0, batchHash: h(62) },
		batches: [],
		recheck: null,
	};
	const configured = say("reference-config", [header], config);
	const root = say("reference-root", [configured], {
		...value,
		grade: { ...value.grade, validity: "l1-accepted" as const },
	});
	return rechecked ? say("recheck", [root], value) : root;
};

export type AccountPart = Partial<Omit<ReferenceAccount, "at">>;

export const me = a(1);
export const you = a(2);
export const mySecret = 4242n;
export const myKey = keyOfSecret(mySecret);
export const yourKey = keyOfSecret(777n);

export const accountUnder = (
	root: Verified<ReferenceRoot>,
	part: AccountPart = {},
): Verified<ReferenceAccount> => {
	const { chainId, blockNumber, blockHash, stateRoot, grade } = root.value;
	return say("reference-account", [root], {
		at: { chainId, blockNumber, blockHash, stateRoot, grade },
		index: 0,
		...myKey,
		owner: me,
		balanceWei: 10n ** 18n,
		nonce: 3,
		exists: true,
		...part,
	});
};

export const yours: AccountPart = {
	index: 5,
	...yourKey,
	owner: you,
	nonce: 0,
};

export const operation = (
	part: Partial<ReferenceOperation> = {},
): ReferenceOperation => ({
	kind: 2,
	from: 0,
	to: 5,
	amountWei: 10n ** 17n,
	...yourKey,
	owner: a(0),
	...part,
});
export const noOperation = operation({
	kind: 0,
	to: 0,
	amountWei: 0n,
	ax: toHex(new Uint8Array(32)),
	ay: toHex(new Uint8Array(32)),
});

export const dataUnder = (
	root: Verified<ReferenceRoot>,
	batch: number,
	operations: readonly ReferenceOperation[],
): Verified<ReferenceData> => {
	const { chainId, blockNumber, blockHash, stateRoot, grade } = root.value;
	return say("reference-data", [root], {
		at: { chainId, blockNumber, blockHash, stateRoot, grade },
		batch,
		blobHash: h(90 + batch),
		dataHash: h(100 + batch),
		operations,
	});
};
