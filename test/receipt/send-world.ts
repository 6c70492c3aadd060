// A layer 2 whose accounts are Ethereum's, as verified values under the root that its shipped profile's rules would conclude: for tests
// of the rule by which orders there are signed.

import type { Hex } from "../../src/base/bytes.ts";
import { profileId } from "../../src/l2/checks.ts";
import type { RollupProfile } from "../../src/l2/profile.ts";
import { feesWanted, type RollupFacts } from "../../src/receipt/rollup-rule.ts";
import type { Account } from "../../src/state/values.ts";
import type { Grade, StateBasis } from "../../src/trust/grade.ts";
import type { Rule, Verified } from "../../src/trust/verified.ts";
import { account, h, noCode, say, scene, timeS } from "./world.ts";

/** The root is an hour old when the tests begin. */
export const rootS = timeS - 3_600;
export const nowMs = timeS * 1000;
const noStorage: Hex = `0x${"00".repeat(32)}`;

/** Numbers of a quiet day on OP Mainnet: L1 at 2 gwei, blobs at 1 wei and more, an operator who takes nothing. */
const opWords: readonly bigint[] = [
	2_000_000_000n, // base fee of L1
	(5_227n << 96n) | (1_014_213n << 64n) | 3n,
	20_000_000n, // blob base fee
	0n, // operator
];
/** Made ones: base fee and blob base fee of L1, gas and blob gas of a byte, bytes at which it doubles, and that it is Galileo. */
const scrollWords: readonly bigint[] = [
	2_000_000_000n,
	20_000_000n,
	1_500_000n,
	400_000_000n,
	5_000n,
	1n,
];
/** What stands where the fee is read: L1Block's slots, then the forks; or ArbOS' price. */
export const usualWords: { readonly [kind: string]: readonly bigint[] } = {
	"op-games-v2": [...opWords, 0x01010101n],
	"arbitrum-bold-v1": [100_000_000n],
	"linea-v1": [],
	"scroll-v1": scrollWords,
};

type Changes = {
	readonly grade?: Partial<Grade>;
	readonly words?: readonly bigint[];
	readonly sender?: Partial<Account>;
	readonly target?: Partial<Account>;
	readonly chainId?: number;
	readonly baseFeeWei?: bigint;
	/** The profile that the root's rules named. */
	readonly rootProfile?: RollupProfile;
};

const stateRules: { readonly [kind: string]: readonly [Rule, Rule, Rule] } = {
	"op-games-v2": ["op-config", "op-root", "op-state"],
	"arbitrum-bold-v1": ["arbitrum-config", "arbitrum-root", "arbitrum-state"],
	"linea-v1": ["linea-config", "linea-root", "linea-state"],
	"scroll-v1": ["scroll-config", "scroll-root", "scroll-state"],
};

/** The state under the newest root; with its whole header where the chain's root commits to one. */
export const basisOf = (
	profile: RollupProfile,
	{ grade, chainId, baseFeeWei, rootProfile }: Changes = {},
): Verified<StateBasis> => {
	const { header } = scene({ finality: "final" });
	const rules = stateRules[profile.kind];
	if (rules === undefined) throw new Error(profile.kind);
	const registry = account(header, `0x${"aa".repeat(20)}`);
	const named = { profile: rootProfile ?? profile };
	const config = say(rules[0], [registry], named);
	const root = say(rules[1], [config], named);
	const common = {
		chainId: chainId ?? profile.chainId,
		stateRoot: h(77),
		grade: {
			who: profile.policy.who,
			validity: "none",
			finality: "final",
			asOfS: rootS,
			...grade,
		} as const,
	};
	return profile.kind === "linea-v1" || profile.kind === "scroll-v1"
		? say(rules[2], [root], {
				...common,
				blockNumber: null,
				blockHash: null,
				...(profile.kind === "linea-v1"
					? { l2BlockNumber: 5_000 }
					: { batchIndex: 900, withdrawRoot: h(78) }),
			})
		: say(rules[2], [root], {
				...common,
				blockNumber: 5_000,
				blockHash: h(5_000),
				parentHash: h(4_999),
				receiptsRoot: h(1),
				transactionsRoot: h(2),
				timestampS: rootS,
				gasLimit: 60_000_000,
				gasUsed: 1,
				baseFeePerGasWei: baseFeeWei ?? 1_000_000n,
			});
};

export const me: Hex = "0xf39fd6e51aad88f6f4ce6ab8827279cfffb92266";
export const friend: Hex = `0x${"f0".repeat(20)}`;

export const factsOn = (
	profile: RollupProfile,
	changes: Changes & { readonly from?: Hex; readonly to?: Hex } = {},
): RollupFacts => {
	const basis = basisOf(profile, changes);
	const { chainId, blockNumber, blockHash, stateRoot, grade } = basis.value;
	const at = { chainId, blockNumber, blockHash, stateRoot, grade };
	const isLinea = profile.kind === "linea-v1";
	const proved = (address: Hex, fields: Partial<Account>) =>
		say<Account>(isLinea ? "linea-tree-account" : "mpt-account", [basis], {
			at,
			address,
			exists: true,
			nonce: 7,
			balanceWei: 10n ** 18n,
			storageRoot: noStorage,
			codeHash: noCode,
			...fields,
		});
	const words = [...(changes.words ?? usualWords[profile.kind] ?? [])];
	return {
		sender: proved(changes.from ?? me, changes.sender ?? {}),
		target: proved(changes.to ?? friend, changes.target ?? {}),
		basis,
		slots: feesWanted(profile).flatMap(({ address, slots }) => {
			const of = proved(address, {});
			return slots.map((key) =>
				say("mpt-slot", [of], { at, address, key, word: words.shift() ?? 0n }),
			);
		}),
	};
};

export const idOf = profileId;
