// How alive a rollup is by L1's facts, how old what is kept for leaving it is, and why no order is made on a chain.

import type { ChainView, WalletView } from "../../../src/protocol/views.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { keptOf, leavable, livenessOf } from "../leavable.ts";
import { Button } from "../parts/basic.tsx";
import { FaultCode } from "../parts/fault.tsx";
import { Icon } from "../parts/icon.tsx";
import { KeptAge, Verdict } from "../parts/verdict.tsx";
import { go } from "../route.ts";
import { say } from "../say/say.ts";

type AliveProps = {
	readonly view: WalletView;
	readonly chain: Pick<ChainView, "chainId" | "title">;
};

export const AliveLine = ({ view, chain }: AliveProps) => {
	const alive = livenessOf(view, chain.chainId);
	const kept = keptOf(view, chain.chainId);
	if (alive === undefined && kept === undefined) return null;
	return (
		<button
			type="button"
			class="row-alive"
			onClick={() =>
				go(alive === undefined ? "leave" : "alive", String(chain.chainId))
			}
		>
			<span class="unseen">{say().home.aliveOf(chain.title)}</span>
			{alive === undefined ? <span /> : <Verdict alive={alive} />}
			<KeptAge kept={kept} />
			<span class="unseen">{say().home.showMore}</span>
		</button>
	);
};

/** Why no order is made on this chain. */
const NoOrders = ({
	chain,
	fault,
}: {
	readonly chain: ChainView;
	readonly fault: NonNullable<ChainView["fault"]>;
}) => {
	const { says, todo } = faultWords(fault.code);
	return (
		<div class="row-fault">
			<p>
				<b>{say().home.noOrders}</b> {says} {todo}
			</p>
			<FaultCode fault={fault} />
			{chain.halt === null ? null : (
				<Button onClick={() => go("halt", String(chain.chainId))}>
					{say().home.whatHappened}
				</Button>
			)}
		</div>
	);
};

/** What L1 shows of it is late or worse. That nothing is known says nothing, and stands where how things stand is told. */
const isWorrying = (verdict: string | undefined): boolean =>
	verdict === "late" || verdict === "stalled" || verdict === "frozen";

/** Chains that have to be looked at: no order can be made there, or they are late or worse. */
export const troubledChains = (view: WalletView): readonly ChainView[] =>
	view.chains.filter(
		({ chainId, fault }) =>
			fault !== null || isWorrying(livenessOf(view, chainId)?.verdict),
	);

/** Chains on which something is wrong: said without opening anything, with the way out where it is one. */
export const ChainTroubles = ({
	view,
	hushed,
	which = "all",
}: {
	readonly view: WalletView;
	/** Those that cannot wait are late or worse, or had a false proof; on others new orders are not possible, and no more. */
	readonly which?: "all" | "urgent" | "others";
	/** A fault that stands on the screen already. */
	readonly hushed: (chain: ChainView) => boolean;
}) => {
	const troubled = view.chains.flatMap((chain) => {
		const fault = hushed(chain) ? null : chain.fault;
		const verdict = livenessOf(view, chain.chainId)?.verdict;
		const isUrgent = isWorrying(verdict) || chain.halt !== null;
		return (fault === null && !isWorrying(verdict)) ||
			(which !== "all" && isUrgent !== (which === "urgent"))
			? []
			: [{ chain, fault, verdict }];
	});
	if (troubled.length === 0) return null;
	return (
		<ul class="rows troubles" aria-label={say().home.troubles}>
			{troubled.map(({ chain, fault, verdict }) => (
				<li key={chain.chainId} class="row troubled">
					<div class="row-part">
						<Icon name="stop" size={15} />
						<span class="row-name">
							<b>{chain.title}</b>
						</span>
						{isWorrying(verdict) &&
						leavable(view).some(({ chainId }) => chainId === chain.chainId) ? (
							<Button onClick={() => go("leave", String(chain.chainId))}>
								{say().home.leave(chain.title)}
							</Button>
						) : null}
					</div>
					{isWorrying(verdict) ? <AliveLine view={view} chain={chain} /> : null}
					{fault === null ? null : <NoOrders chain={chain} fault={fault} />}
				</li>
			))}
		</ul>
	);
};
