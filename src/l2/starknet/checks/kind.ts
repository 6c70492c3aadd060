// What this wallet judges Starknet by, for the table of kinds. It is only read: nothing is signed for it.

import { premiseBy } from "../../../trust/verified.ts";
import { nothingBesides, replayConfig, replayWith } from "../../kind.ts";
import type { ReadKind } from "../../read.ts";
import { twice } from "../../review-parts.ts";
import { mainnet } from "../profiles/mainnet.ts";
import { concludeStarknetAccount, starknetAccountWitness } from "./account.ts";
import { concludeStarknetBalance, starknetBalanceWitness } from "./balance.ts";
import { starknetBlock } from "./block.ts";
import { starknetMessage as say } from "./codes.ts";
import { concludeStarknetConfig } from "./config.ts";
import { addressOf } from "./felt.ts";
import { starknetPinned } from "./pinned.ts";
import {
	type StarknetProfile,
	starknetIdentity,
	starknetV1,
} from "./profile.ts";
import { concludeStarknetRoot } from "./root.ts";
import { concludeStarknetState } from "./state.ts";
import type {
	StarknetAccount,
	StarknetBalance,
	StarknetRoot,
	StarknetState,
} from "./values.ts";
import {
	starknetFactsWanted,
	starknetShown,
	starknetSigns,
	starknetUpgraders,
} from "./watch-facts.ts";

const accountSays = ({ exists, classHash, nonce }: StarknetAccount) =>
	exists
		? [
				say("starknet.account.class", { class: classHash }),
				say("starknet.account.nonce", { nonce: nonce.toString() }),
			]
		: [say("starknet.account.absent")];

export const starknetChecks: ReadKind<StarknetProfile> = {
	...nothingBesides,
	kind: "starknet-v1",
	decode: starknetV1,
	profiles: [mainnet],
	pinned: starknetPinned,
	wanted: starknetFactsWanted,
	more: () => [],
	signs: starknetSigns,
	shown: starknetShown,
	upgraders: starknetUpgraders,
	// Nobody published how often states come: silence is judged where a profile says from when on.
	usual: () => ({ batch: null, root: null, onDemand: false }),
	blind: "pauses",
	noExit: () => ({
		says: say("starknet.no-exit.says"),
		possible: [
			say("starknet.no-exit.possible-1"),
			say("starknet.no-exit.possible-2"),
			say("starknet.no-exit.calm"),
		],
		impossible: [
			say("starknet.no-exit.impossible-1"),
			say("starknet.no-exit.impossible-2"),
		],
	}),
	review: ({ erc20Classes, governors }, path) => [
		...twice(
			erc20Classes,
			`${path}.erc20Classes`,
			({ classHash }) => `class ${classHash}`,
		),
		...twice(
			governors,
			`${path}.governors`,
			({ address }) => `governor ${address}`,
		),
	],
	rules: {
		"starknet-config": replayConfig(
			"starknet-v1",
			starknetIdentity,
			concludeStarknetConfig,
		),
		"starknet-root": async (premises) => concludeStarknetRoot(premises),
		"starknet-state": replayWith(starknetBlock, ([root], block) =>
			concludeStarknetState(
				premiseBy<StarknetRoot>(root, "starknet-root"),
				block,
			),
		),
		"starknet-account": replayWith(starknetAccountWitness, ([state], witness) =>
			concludeStarknetAccount(
				premiseBy<StarknetState>(state, "starknet-state"),
				witness,
			),
		),
		"starknet-balance": replayWith(starknetBalanceWitness, ([token], witness) =>
			concludeStarknetBalance(
				premiseBy<StarknetAccount>(token, "starknet-account"),
				witness,
			),
		),
	},
	address: addressOf,
	holdingOf: (conclusion) => {
		if (conclusion.rule === "starknet-account") {
			const { value } = premiseBy<StarknetAccount>(
				conclusion,
				"starknet-account",
			);
			const { address, at } = value;
			return { address, at, amount: null, says: accountSays(value) };
		}
		if (conclusion.rule !== "starknet-balance") return null;
		const { owner, at, ...amount } = premiseBy<StarknetBalance>(
			conclusion,
			"starknet-balance",
		).value;
		return { address: owner, at, amount, says: [] };
	},
	lines: ({ verifier, erc20Classes }) => [
		`fact registry ${verifier}`,
		...erc20Classes.map(({ classHash }) => `class of tokens ${classHash}`),
		"only read: nothing of it is signed",
	],
};
