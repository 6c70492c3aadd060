// The values concluded about Starknet. Types only. Elements of its field are 32 bytes of hex; times are Unix seconds.

import type { Hex } from "../../../base/bytes.ts";
import type { Finality, StateBasis } from "../../../trust/grade.ts";
import type { ReadBasis } from "../../read.ts";
import type { StarknetProfile } from "./profile.ts";

/** Its contract at an L1 block, running the code that the profile names, and what it goes by. */
export type StarknetConfig = {
	readonly profile: StarknetProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	/** The fact registry that it asks: the profile's. */
	readonly verifier: Hex;
	/** The programs whose proofs it takes, and the setup that they prove. Whoever governs it changes them. */
	readonly programHash: Hex;
	readonly aggregatorProgramHash: Hex;
	readonly configHash: Hex;
	/** Seconds from the announcement of other code to its coming into force. */
	readonly upgradeDelayS: number;
};

/** The newest state that L1 took over. */
export type StarknetRoot = {
	readonly profile: StarknetProfile;
	/** The L1 block. */
	readonly at: StateBasis;
	readonly globalRoot: Hex;
	readonly blockNumber: number;
	readonly blockHash: Hex;
	readonly finality: Finality;
	readonly who: "accepted";
	readonly validity: "l1-accepted";
};

/** That state, with its block's time and the roots under it. */
export type StarknetState = ReadBasis & {
	readonly profile: StarknetProfile;
	readonly globalRoot: Hex;
	readonly contractsRoot: Hex;
	readonly classesRoot: Hex;
};

/** A contract, and every account is one; `exists` is false where nothing was deployed at the address. */
export type StarknetAccount = {
	readonly at: ReadBasis;
	readonly address: Hex;
	readonly exists: boolean;
	/** The code that it runs: zero where there is none. */
	readonly classHash: Hex;
	readonly nonce: bigint;
	readonly storageRoot: Hex;
};

/** What a token's contract keeps for an address. */
export type StarknetBalance = {
	readonly at: ReadBasis;
	readonly owner: Hex;
	readonly token: Hex;
	readonly symbol: string;
	readonly decimals: number;
	readonly amount: bigint;
};
