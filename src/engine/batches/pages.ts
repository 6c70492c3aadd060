// What a site may ask of batches (EIP-5792). All of it is for a site that is connected, of an account that it sees.

import type { Hex } from "../../base/bytes.ts";
import { Fault } from "../../base/fault.ts";
import type { Handlers } from "../../protocol/channel.ts";
import type { page } from "../../protocol/methods.ts";
import type { Asker } from "../../source/lanes.ts";
import { freshReader } from "../fresh-reader.ts";
import type { Page } from "../presence.ts";
import type { Reader } from "../reader.ts";
import {
	checkUnlocked,
	type SiteState,
	type SiteStateTools,
} from "../site-state.ts";
import type { Batches } from "./batches.ts";
import { batchOf, type CallsOn, capabilitiesOn } from "./from-page.ts";
import type { CallBatch } from "./record.ts";
import { callsStatus } from "./status.ts";

export type BatchPageTools = {
	readonly batches: Pick<Batches, "ask" | "of" | "show">;
	/** @throws not-synced */
	readonly callsOn: () => Promise<CallsOn>;
};

/** What it needs of the page's other tools. */
type Reading = Pick<SiteStateTools, "isUnlocked"> & {
	/** @throws unknown-chain */
	readonly reader: (chainId: number, asker?: Asker) => Promise<Reader>;
	/** The transaction with this hash, while it is under way. */
	readonly outstanding: (hash: Hex) => Hex | null;
};

type BatchCaller = Page & { readonly asker?: Asker };

type Access = {
	/** @throws locked, not-permitted */
	readonly connected: (caller: BatchCaller) => Promise<SiteState>;
};

/** @throws not-permitted */
const checkSees = (
	{ accounts }: SiteState,
	account: Hex,
	{ origin }: BatchCaller,
): void => {
	if (!accounts.includes(account))
		throw new Fault(
			"not-permitted",
			`${origin} is not connected to ${account}`,
		);
};

export const batchHandlers = (
	{ connected }: Access,
	tools: BatchPageTools & Reading,
): Pick<
	Handlers<typeof page, BatchCaller>,
	| "wallet_sendCalls"
	| "wallet_getCallsStatus"
	| "wallet_showCallsStatus"
	| "wallet_getCapabilities"
> => {
	const { batches, callsOn } = tools;
	/** @throws batch-unknown, also for one of an account that the site does not see any more */
	const batchFor = async (
		caller: BatchCaller,
		id: string,
	): Promise<CallBatch> => {
		const site = await connected(caller);
		const batch = batches.of(caller.origin, id);
		checkSees(site, batch.from, caller);
		return batch;
	};
	return {
		wallet_sendCalls: async ([request], caller, id) => {
			const site = await connected(caller);
			const from = request.from ?? site.accounts[0];
			if (from === undefined)
				throw new Fault("not-permitted", "it sees no account");
			checkSees(site, from, caller);
			const asked = batchOf(request, caller.origin, from, await callsOn());
			return { id: await batches.ask(id, caller, asked) };
		},
		wallet_getCallsStatus: async ([id], caller) => {
			const batch = await batchFor(caller, id);
			const reader = freshReader(
				() => checkUnlocked(tools),
				await tools.reader(batch.chainId, caller.asker),
			);
			const { receipt } = reader;
			if (receipt === null)
				throw new Fault(
					"unverifiable-method",
					`transactions of chain ${batch.chainId}`,
				);
			const status = await callsStatus(
				batch,
				(hash) => receipt(hash, "latest"),
				(hash) => tools.outstanding(hash) !== null,
			);
			checkUnlocked(tools);
			return status;
		},
		wallet_showCallsStatus: async ([id], caller, requestId) => {
			await batchFor(caller, id);
			await batches.show(requestId, caller, caller.origin, id);
			return undefined;
		},
		wallet_getCapabilities: async ([account, chains], caller) => {
			checkSees(await connected(caller), account, caller);
			return capabilitiesOn(await callsOn(), chains ?? null);
		},
	};
};
