// A reference rollup as this wallet follows it: its last proven root out of L1 with the proofs checked again, the accounts under
// it, and the stop when a proof fails that L1 accepted.

import type { Hex } from "../../../base/bytes.ts";
import { asFault, Fault } from "../../../base/fault.ts";
import { slotOfBlock } from "../../../l1/spec.ts";
import { type BlobSource, openBlobNode } from "../../../source/blobs.ts";
import type { Endpoint } from "../../../source/claim.ts";
import { openPool, type Pool } from "../../../source/pool.ts";
import type { Fetch } from "../../../source/ports.ts";
import type { Verified } from "../../../trust/verified.ts";
import type { OrderContext } from "../../../wallet/order-context.ts";
import { checkPolicy } from "../../rollup.ts";
import type { OwnParts, OwnRollup } from "../../runtime.ts";
import {
	type AccountQuestion,
	openReferenceNode,
	type ReferenceNode,
	referenceNodes,
} from "../checks/node.ts";
import type { ReferenceProfile } from "../checks/profile.ts";
import { openRecheck } from "../checks/recheck.ts";
import type { ReferenceAccount, ReferenceRoot } from "../checks/values.ts";
import { readData } from "./blob.ts";
import {
	openReference,
	type ReferenceNews,
	type ReferenceRollup,
} from "./following.ts";
import { type KeyOf, openKeys } from "./keys.ts";
import { referenceOrderContext } from "./orders.ts";
import {
	keepProofFailure,
	type ProofFailure,
	readProofFailure,
} from "./proof-failure.ts";

/** What was kept of a proof that failed here; a fault where it is there and does not decode. */
type KeptFailure = ProofFailure | Fault | null;

/** @throws storage */
const readKept = async (
	{ store }: OwnParts,
	profile: ReferenceProfile,
): Promise<KeptFailure> => {
	try {
		return await readProofFailure(store, profile);
	} catch (thrown) {
		const fault = asFault(thrown);
		if (fault.kind !== "malformed") throw fault;
		return new Fault(
			"recheck-failed",
			`what was kept of a failed proof does not decode: ${fault.message}`,
		);
	}
};

const proofFailureFault = ({ view }: ProofFailure): Fault =>
	new Fault(view.fault.code, view.fault.detail, view.fault.source);

/** The endpoints, each as its client asks it. */
const poolOf = <C>(
	{ title }: ReferenceProfile,
	endpoints: readonly Endpoint[],
	open: (endpoint: Endpoint) => C,
): ReturnType<typeof openPool<C>> =>
	openPool<C>(
		endpoints.map((endpoint) => ({
			name: endpoint.name,
			client: open(endpoint),
		})),
		() => new Fault("not-followed", `no endpoint of ${title} answers`),
	);

class ReferenceChain implements OwnRollup {
	readonly #profile: ReferenceProfile;
	readonly #parts: OwnParts;
	readonly #pool: ReturnType<typeof openPool<ReferenceNode>>;
	readonly #rollup: ReferenceRollup;
	readonly #keyOf: KeyOf;
	/** No news are looked for once something is kept. */
	#kept: KeptFailure;
	#news: ReferenceNews | null = null;
	#trouble: Fault | null = null;
	readonly warning: OwnRollup["warning"];
	readonly nodes: OwnRollup["nodes"];
	readonly blobs: BlobSource;
	readonly standings: OwnRollup["standings"];
	readonly orderContext: OrderContext;

	constructor(profile: ReferenceProfile, parts: OwnParts, kept: KeptFailure) {
		this.#profile = profile;
		this.#parts = parts;
		this.#kept = kept;
		const { l1, l1Pool, l1Network, clock, fetch, kernel, store } = parts;
		const outside = { fetch: fetch.screen, clock };
		this.#pool = poolOf(profile, parts.endpoints, (endpoint) =>
			openReferenceNode(outside, endpoint),
		);
		this.blobs = {
			pool: poolOf(profile, parts.beacons, (endpoint) =>
				openBlobNode(outside, endpoint),
			),
			slotAt: (timeS) => slotOfBlock(l1Network, timeS),
		};
		this.#rollup = openReference({
			profile,
			l1,
			l1Pool,
			l2: this.#pool,
			recheck: openRecheck(kernel),
			blobs: this.blobs,
		});
		this.#keyOf = openKeys(store, profile.chainId, parts.askKeys);
		this.warning = profile.warning || null;
		this.nodes = referenceNodes(this.#pool);
		this.standings = () => this.#pool.standings();
		this.orderContext = this.#contextOver(this.#poolBy(fetch.order));
	}

	/** The same nodes, over another way out. */
	#poolBy(fetch: Fetch): Pool<ReferenceNode> {
		const { clock } = this.#parts;
		return this.#pool.through(({ client }) =>
			openReferenceNode({ fetch, clock }, client.endpoint),
		);
	}

	#contextOver(pool: Pool<ReferenceNode>): OrderContext {
		const { chainId, policy } = this.#profile;
		return referenceOrderContext({
			chainId,
			mostAgeS: policy.ages.sign,
			pool,
			own: async (owner) => this.#own(this.#orderRoot(), owner),
			of: async (owner, beside) => this.#of(this.#rootOf(beside), owner),
			at: async (index) => this.#read(this.#orderRoot(), { index }),
			data: (beside, batch) =>
				readData(this.#rootOf(beside), batch, this.#pool, this.blobs),
		});
	}

	readonly fault: OwnRollup["fault"] = () => {
		if (this.#kept === null) return this.#trouble;
		return this.#kept instanceof Fault
			? this.#kept
			: proofFailureFault(this.#kept);
	};

	#failure(): ProofFailure | null {
		return this.#kept instanceof Fault ? null : this.#kept;
	}

	readonly proofFailure: OwnRollup["proofFailure"] = () =>
		this.#failure()?.view ?? null;

	readonly proofFailureFile: OwnRollup["proofFailureFile"] = async () => {
		const failure = this.#failure();
		if (failure === null)
			throw new Fault("not-anchored", "no proof of this rollup failed here");
		return failure.file;
	};

	readonly refresh: OwnRollup["refresh"] = async () => {
		if (this.#kept !== null) return;
		const { l1Final, store, clock, onProofFailure } = this.#parts;
		try {
			await this.#rollup.captureAhead();
			const found = await this.#rollup.newest(await l1Final());
			const { failed, unchecked } = found;
			if (failed !== null) {
				this.#kept = await keepProofFailure(
					store,
					this.#profile,
					failed,
					clock.nowMs(),
				);
				await onProofFailure(failed.fault);
				return;
			}
			// A root that was rechecked stays until the next one is, unless nothing can be checked any more.
			if (
				unchecked === null ||
				this.#news === null ||
				this.#news.unchecked !== null ||
				unchecked.code === "recheck-gap"
			)
				this.#news = found;
			this.#trouble = unchecked;
		} catch (thrown) {
			this.#trouble = asFault(thrown);
		}
	};

	/** The newest root that may be shown. @throws why there is none */
	readonly root = (): Verified<ReferenceRoot> => {
		if (this.#news === null)
			throw this.fault() ?? new Fault("not-synced", "no root is proved yet");
		const { root } = this.#news;
		const { clock, checkTouch } = this.#parts;
		checkPolicy(this.#profile, root.value, "answer", clock.nowMs());
		checkTouch("answer");
		return root;
	};

	/** The newest root, if all of its proofs were checked and nothing speaks against an order on it. @throws why not */
	#orderRoot(): Verified<ReferenceRoot> {
		const fault = this.fault();
		if (fault !== null) throw fault;
		return this.root();
	}

	/** The root that the account was read under. @throws not-anchored when it is not the newest any more */
	#rootOf(account: Verified<ReferenceAccount>): Verified<ReferenceRoot> {
		const root = this.#news?.root;
		if (root !== undefined && account.premises[0] === root) return root;
		throw new Fault("not-anchored", "a newer root came meanwhile");
	}

	/** @throws l2-no-account */
	async #read(
		root: Verified<ReferenceRoot>,
		who: AccountQuestion,
	): Promise<Verified<ReferenceAccount>> {
		const found = await this.#rollup.account(root, who);
		if (found === null || !found.value.exists)
			throw new Fault(
				"l2-no-account",
				`${JSON.stringify(who)} after batch ${root.value.blockNumber}`,
			);
		return found;
	}

	/** Anyone may open an account in another's name, or for another's key: ours has both. */
	async #own(
		root: Verified<ReferenceRoot>,
		owner: Hex,
	): Promise<Verified<ReferenceAccount>> {
		const key = await this.#keyOf(owner);
		return this.#read(root, { owner, key: [key.ax, key.ay] });
	}

	#of(
		root: Verified<ReferenceRoot>,
		owner: Hex,
	): Promise<Verified<ReferenceAccount>> {
		return this.#parts.accounts.includes(owner)
			? this.#own(root, owner)
			: this.#read(root, { owner });
	}

	readonly account = async (owner: Hex): Promise<Verified<ReferenceAccount>> =>
		this.#of(this.root(), owner);
}

/** @throws storage, bad-json, bad-field when what was kept of a failed proof cannot be read */
export const followReference = async (
	profile: ReferenceProfile,
	parts: OwnParts,
): Promise<OwnRollup> =>
	new ReferenceChain(profile, parts, await readKept(parts, profile));
