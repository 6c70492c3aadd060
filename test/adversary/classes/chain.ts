// A chain under the true rules, made in process: signed heads over states that are written down here. What the attackers
// have evidence of, and what the oracles know to be true. Nothing in it waits and nothing is asked of another process.

import type { Hex } from "../../../src/base/bytes.ts";
import { toHex } from "../../../src/base/bytes.ts";
import type { BlsChecks, Kernel } from "../../../src/crypto/kernel.ts";
import {
	acceptCheckpoint,
	checkBootstrap,
	checkUpdate,
} from "../../../src/l1/conclusion.ts";
import type { L1Network } from "../../../src/l1/network.ts";
import type { Head } from "../../../src/l1/values.ts";
import { nobleKernel } from "../../../src/proof/noble.ts";
import { accountClaim } from "../../../src/source/execution.ts";
import { proveAccount } from "../../../src/state/account.ts";
import { headerOfHead } from "../../../src/state/header.ts";
import { proveCode, proveSlot } from "../../../src/state/slot.ts";
import type { Account, Code, Header, Slot } from "../../../src/state/values.ts";
import type { Verified } from "../../../src/trust/verified.ts";
import { makeChain } from "../../l1/made.ts";
import { mine, proofJson, type World } from "../../state/chain.ts";

const answers = new Map<string, Promise<boolean>>();

/** Noble, which computes each signature once: thousands of attempts ask about the same few. */
export const remembering: Kernel = {
	...nobleKernel,
	verifySyncAggregate: (question, asking) => {
		const { pubkeys, aggregatePubkey, bits, signingRoot, signature } = question;
		const key = [pubkeys, aggregatePubkey, bits, signingRoot, signature]
			.map(toHex)
			.join();
		const known =
			answers.get(key) ?? nobleKernel.verifySyncAggregate(question, asking);
		answers.set(key, known);
		return known;
	},
	verifySyncAggregates: (questions, asking) =>
		Promise.all(
			questions.map((question) =>
				remembering.verifySyncAggregate(question, asking),
			),
		),
} satisfies Kernel & BlsChecks;

/** What is proved at one head. */
export type At = {
	readonly slot: number;
	readonly world: World;
	readonly finalized: Verified<Head>;
	readonly header: Verified<Header>;
	readonly account: (address: Hex) => Verified<Account>;
	readonly code: (address: Hex) => Verified<Code> | null;
	readonly word: (address: Hex, key: Hex) => Verified<Slot>;
};

export type Ground = {
	readonly network: L1Network;
	/** Of the block that the person accepts. */
	readonly root: Hex;
	/** What is proved at the heads, oldest first. */
	readonly heads: readonly At[];
};

const checkpointSlot = 128;

/**
 * A chain from its block at slot 128, with a head at each of these slots and the state that is given there; the state of a
 * head holds from the one before it on. @param heads ascending, within the period from 128 to 191
 */
export const groundOf = async (
	network: L1Network,
	salt: string,
	heads: readonly (readonly [slot: number, world: World])[],
): Promise<Ground> => {
	const roots = heads.map(
		([slot, world]) => [slot, mine(world, null).stateRoot] as const,
	);
	const last = roots.at(-1)?.[1];
	if (last === undefined) throw new RangeError('"heads" is empty');
	const chain = makeChain({
		network,
		salt,
		execution: (slot) => ({
			state_root: roots.find(([until]) => slot <= until)?.[1] ?? last,
		}),
	});
	const { root } = chain.block(checkpointSlot);
	const { committee } = checkBootstrap(
		acceptCheckpoint(network, root),
		chain.bootstrap(checkpointSlot),
	);
	const at = async (slot: number, world: World): Promise<At> => {
		const { attested, finalized } = await checkUpdate(
			committee,
			"finality",
			chain.update("finality", slot),
			{ kernel: remembering, currentSlot: null },
		);
		if (attested === null || finalized === null) throw new Error("no heads");
		const header = headerOfHead(attested);
		const account = (address: Hex): Verified<Account> =>
			proveAccount(
				header,
				address,
				accountClaim(proofJson(world, address, []), "claim"),
			);
		return {
			slot,
			world,
			finalized,
			header,
			account,
			code: (address) => {
				const code = world[address]?.code;
				return code === undefined ? null : proveCode(account(address), code);
			},
			word: (address, key) => {
				const claim = accountClaim(proofJson(world, address, [key]), "claim");
				const [stored] = claim.storageProof;
				if (stored === undefined) throw new Error("no slot");
				return proveSlot(account(address), stored);
			},
		};
	};
	const made: At[] = [];
	for (const [slot, world] of heads) made.push(await at(slot, world));
	return { network, root, heads: made };
};
