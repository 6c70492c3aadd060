// Starknet, live: its contract on L1 and the newest state that L1 took over, the header of that block, and what an address has under
// it. Every conclusion is made by the rules of checks/; here is only the search.

import type { Hex } from "../../../base/bytes.ts";
import { Fault } from "../../../base/fault.ts";
import { type Member, openPool } from "../../../source/pool.ts";
import type { Header } from "../../../state/values.ts";
import { servedBy } from "../../../trust/served.ts";
import {
	type AnyVerified,
	premiseBy,
	type Verified,
} from "../../../trust/verified.ts";
import { contractPremises } from "../../proved.ts";
import type { ReadLayer } from "../../read.ts";
import type { ReadParts } from "../../runtime.ts";
import { concludeStarknetAccount } from "../checks/account.ts";
import { concludeStarknetBalance } from "../checks/balance.ts";
import type { StarknetBlock } from "../checks/block.ts";
import {
	concludeStarknetConfig,
	starknetConfigWanted,
} from "../checks/config.ts";
import type { StarknetProfile } from "../checks/profile.ts";
import { concludeStarknetRoot, starknetRootWanted } from "../checks/root.ts";
import { concludeStarknetState } from "../checks/state.ts";
import type {
	StarknetAccount,
	StarknetRoot,
	StarknetState,
} from "../checks/values.ts";
import { blockOf, openStarknetRpc, type StarknetRpc } from "./node.ts";
import { accountWitness, balanceWitness, questionFor } from "./proofs.ts";

/** All at one block: the state's slots are in the contract that the config is of. */
const wantedOf = (profile: StarknetProfile) => [
	...starknetConfigWanted(profile),
	...starknetRootWanted(profile),
];

const rootAt = async (
	profile: StarknetProfile,
	{ l1 }: ReadParts,
	header: Verified<Header>,
	signal: AbortSignal | undefined,
): Promise<Verified<StarknetRoot>> => {
	const proved = await l1.prove(header, wantedOf(profile), signal);
	const ofConfig = starknetConfigWanted(profile).length;
	const config = concludeStarknetConfig(
		profile,
		contractPremises(proved.slice(0, ofConfig)),
	);
	return concludeStarknetRoot([
		config,
		...proved.slice(ofConfig).flatMap(({ slots }) => slots),
	]);
};

/** What one node states of an address and of the profile's tokens, each judged by its rule. */
const holdingsBy = async (
	{ tokens }: StarknetProfile,
	{ name, client }: Member<StarknetRpc>,
	state: Verified<StarknetState>,
	address: Hex,
	signal: AbortSignal | undefined,
): Promise<readonly AnyVerified[]> => {
	const question = questionFor(
		address,
		tokens.map((token) => token.address),
	);
	const { blockHash, contractsRoot } = state.value;
	const { value } = await client.storageProof(blockHash, question, signal);
	const account = (i: number): Verified<StarknetAccount> =>
		servedBy(
			concludeStarknetAccount(
				state,
				accountWitness(value, contractsRoot, question, i),
			),
			name,
		);
	return [
		account(0),
		...tokens.map((_, i) => {
			const token = account(i + 1);
			const { storageRoot } = token.value;
			return servedBy(
				concludeStarknetBalance(
					token,
					balanceWitness(value, address, storageRoot, i + 1),
				),
				name,
			);
		}),
	];
};

export const followStarknet = (
	profile: StarknetProfile,
	parts: ReadParts,
): ReadLayer => {
	const pool = openPool<StarknetRpc>(
		parts.endpoints.map((endpoint) => ({
			name: endpoint.name,
			client: openStarknetRpc(parts, endpoint),
		})),
		() => new Fault("not-followed", `no endpoint of ${profile.title} answers`),
	);
	/** The last header that held, by its hash: L1 keeps one for hours. */
	let known: {
		readonly hash: Hex;
		readonly block: StarknetBlock;
		readonly from: string;
	} | null = null;

	const stateUnder = async (
		root: Verified<StarknetRoot>,
		signal: AbortSignal | undefined,
	): Promise<Verified<StarknetState>> => {
		const { blockHash } = root.value;
		if (known?.hash === blockHash)
			return servedBy(concludeStarknetState(root, known.block), known.from);
		return pool.first(async ({ name, client }) => {
			const stated = await client.header(blockHash, signal);
			const { value } = await client.storageProof(
				blockHash,
				{ contracts: [], storages: [] },
				signal,
			);
			const block = blockOf(stated.value, value);
			const state = concludeStarknetState(root, block);
			known = { hash: blockHash, block, from: name };
			return servedBy(state, name);
		});
	};

	return {
		standings: pool.standings,
		captureAhead: async (signal) => {
			await parts.l1.capture(wantedOf(profile), signal);
		},
		newest: async (header, signal) =>
			stateUnder(await rootAt(profile, parts, header, signal), signal),
		holdings: (state, address, signal) =>
			pool.first((member) =>
				holdingsBy(
					profile,
					member,
					premiseBy<StarknetState>(state, "starknet-state"),
					address,
					signal,
				),
			),
	};
};
