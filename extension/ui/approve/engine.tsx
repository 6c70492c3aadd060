// What only the engine knows of an order, apart from what the signer verified and looking like it nowhere. A compromised engine
// can write anything here.

import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { journeyOfOrder } from "../exit-words.ts";
import { Exact } from "../parts/amount.tsx";
import { Section } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { Lapsed } from "../parts/lapsed.tsx";
import { useShared } from "../wallet.tsx";

/** What the engine calls a token that the signer's file does not name. */
const TokenWord = ({ approval }: { readonly approval: ApprovalView }) => {
	const { view } = useShared();
	const arrives = approval.exit?.arrives ?? null;
	if (arrives === null || arrives.token === null || arrives.named !== null)
		return null;
	const named = view.chains
		.find(({ chainId }) => chainId === approval.chainId)
		?.balances.find(({ token }) => token === arrives.token);
	return named === undefined ? null : (
		<li>
			It calls what arrives{" "}
			<Exact
				value={BigInt(arrives.amount)}
				decimals={named.decimals}
				symbol={named.symbol}
			/>
			. The network file you accepted does not name this token.
		</li>
	);
};

export const EnginesWord = ({
	approval,
	order,
	onTrace,
}: {
	readonly approval: ApprovalView;
	readonly order: OrderView;
	readonly onTrace: (id: string) => void;
}) => {
	const { view } = useShared();
	const { exit } = approval;
	const instead = journeyOfOrder(view, order)?.click?.instead;
	const known = new Set(approval.unknowns.map((one) => wordsOf(one)));
	const more = order.unknowns
		.map((one) => wordsOf(one))
		.filter((sentence) => !known.has(sentence));
	return (
		<Section title="The engine's word, not checked by the signer">
			<div class="engine-word">
				{instead === undefined ? null : <Lapsed fault={instead} isMade />}
				<ul class="plain">
					{exit === null ? null : (
						<li>
							It says that it tried this step on proved state, on this device,
							{exit.isCodeKnown ? "" : " with the changed code,"} and that the
							step went through. If it fails on {approval.chain.title} all the
							same, the fee is spent, and what goes with the call comes back.
						</li>
					)}
					<TokenWord approval={approval} />
					{more.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				{order.rests.length === 0 ? null : (
					<>
						<p class="small">How it tells where each fact comes from:</p>
						<ul class="rests">
							{order.rests.map((rest) => (
								<li key={`${rest.what} ${rest.trailId}`}>
									<button
										type="button"
										aria-label={`${rest.what}: show what the engine says of it`}
										onClick={() => onTrace(rest.trailId)}
									>
										<span>{rest.what}</span>
										<Icon name="on" size={14} />
									</button>
								</li>
							))}
						</ul>
					</>
				)}
			</div>
		</Section>
	);
};
