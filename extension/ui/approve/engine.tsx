// What only the engine knows of an order, apart from what the signer verified and looking like it nowhere. A compromised engine
// can write anything here.

import type { ApprovalView, OrderView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { journeyOfOrder } from "../leavable.ts";
import { Exact } from "../parts/amount.tsx";
import { Section } from "../parts/basic.tsx";
import { Icon } from "../parts/icon.tsx";
import { Lapsed } from "../parts/lapsed.tsx";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { namedWords } from "../words.ts";

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
			{say().approval.itCallsWhatArrives}{" "}
			<Exact
				value={BigInt(arrives.amount)}
				decimals={named.decimals}
				symbol={named.symbol}
			/>
			{say().approval.theNetworkFileYouAcceptedDoes}
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
		<Section title={say().approval.theEnginesWordNotCheckedBy}>
			<div class="engine-word">
				{instead === undefined ? null : <Lapsed fault={instead} isMade />}
				<ul class="plain">
					{exit === null ? null : (
						<li>
							{say().approval.itSaysThatItTriedThis}
							{exit.isCodeKnown ? "" : say().approval.withTheChangedCode}{" "}
							{say().approval.andThatTheStepWentThrough(approval.chain.title)}
						</li>
					)}
					<TokenWord approval={approval} />
					{more.map((sentence) => (
						<li key={sentence}>{sentence}</li>
					))}
				</ul>
				{order.rests.length === 0 ? null : (
					<>
						<p class="small">{say().approval.whereItSaysEachFactComes}</p>
						<ul class="rests">
							{order.rests.map((rest) => (
								<li key={`${rest.what} ${rest.trailId}`}>
									<button
										type="button"
										aria-label={say().approval.showWhatTheEngineSaysOf(
											namedWords(rest.what),
										)}
										onClick={() => onTrace(rest.trailId)}
									>
										<span>{namedWords(rest.what)}</span>
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
