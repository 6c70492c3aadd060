// What a lie is. The tables of them lie in one file per kind of endpoint; lies.ts holds them all.

import type { FaultCode } from "../../src/base/fault.ts";
import type { Stage, Teller } from "./exchange.ts";

export type Target =
	| "any" // below what is asked: the way the bytes come
	| "beacon"
	| "execution" // JSON-RPC of L1 or of a rollup
	| "rollup" // JSON-RPC of a rollup, about what L1 commits to
	| "relay"; // the sequencer's signed payloads

export type Lie = {
	/** A noun phrase that reads after "refuses". */
	readonly name: string;
	readonly target: Target;
	/** What the endpoint does, in a sentence. */
	readonly says: string;
	/** The faults that may end it; empty for a strange answer that is legal and must be understood. */
	readonly ends: readonly FaultCode[];
	/** The endpoint is set aside for it; else it is only asked last for a while. */
	readonly aside: boolean;
	/** Whether it bites depends on what the wallet needs of the endpoint: the truth is as good an end as a fault. */
	readonly mayMiss?: true;
	readonly tell: (stage: Stage) => Teller;
};
