// Adding a token. A person names the contract and nothing else: what it is, the wallet asks it.

import { useRef, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { ChainView, TokenView } from "../../../src/protocol/views.ts";
import { typedAddress } from "../address.ts";
import { Age, Exact, Grade } from "../parts/amount.tsx";
import { Button, Facts, Field, Section } from "../parts/basic.tsx";
import { ChainChoice } from "../parts/chain-choice.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { withHead } from "../parts/proved.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

/** What the contract answered, before anybody adds it. */
const Answered = ({
	found,
	token,
	chain,
}: {
	readonly found: TokenView;
	readonly token: Hex;
	readonly chain: ChainView;
}) => (
	<div class="card" role="status">
		<p>
			<b>{say().tokens.theContractAnswered}</b>{" "}
			{say().tokens.theseAreItsOwnWordsAnyone}
		</p>
		<Facts
			facts={[
				{
					name: say().tokens.callsItself,
					value: (
						<bdi>
							{found.symbol}
							{found.name === null ? "" : `, ${found.name}`}
						</bdi>
					),
				},
				{
					name: say().tokens.contract,
					value: <code>{checksummed(token)}</code>,
				},
				{ name: say().tokens.decimals, value: found.decimals },
				{
					name: say().tokens.youHold,
					value: (
						<Exact
							value={BigInt(found.amount)}
							decimals={found.decimals}
							symbol={found.symbol}
						/>
					),
				},
				{
					name: say().tokens.known,
					value: <Grade grade={found.grade} how={found.how} />,
				},
				{ name: say().tokens.age, value: <Age asOfS={found.grade.asOfS} /> },
				{
					name: say().tokens.askedAtBlock,
					value: groupDigits(found.blockNumber),
				},
			]}
		/>
		{found.looksLikeCoin ? (
			<p class="warn-line">
				{say().tokens.whatItCallsItselfIsAlmost(chain.title)}
			</p>
		) : null}
		{found.how === "computed" ? (
			<p class="small">{say().tokens.thisContractComputesWhatYouHold}</p>
		) : null}
	</div>
);

/** The chain and the contract that are named, what the contract answered, and the adding. */
const useNewToken = (
	chain: ChainView | undefined,
	onAdded: (symbol: string) => void,
) => {
	const { wallet, refresh } = useShared();
	const [typed, setTyped] = useState("");
	const [found, setFound] = useState<TokenView | null>(null);
	const looking = useWork();
	const adding = useWork();
	const { address, wrong } = typedAddress(typed);
	const asked = useRef("");
	asked.current = `${chain?.chainId} ${address}`;
	return {
		typed,
		address,
		wrong: typed.trim() === "" ? null : wrong,
		found,
		looking,
		adding,
		type: (value: string) => {
			setTyped(value);
			// What was answered is of the contract and the chain that were asked about.
			setFound(null);
		},
		forget: () => setFound(null),
		look: () => {
			if (chain === undefined || address === null || looking.busy) return;
			const { chainId } = chain;
			void looking.run(async () => {
				const answer = await withHead(() =>
					wallet.engine("token.look", { chainId, address }),
				);
				// of another contract by now, what was answered says nothing
				if (asked.current === `${chainId} ${address}`) setFound(answer);
			});
		},
		add: () => {
			if (chain === undefined || address === null || found === null) return;
			const { chainId } = chain;
			void adding.run(async () => {
				await wallet.engine("token.add", { chainId, address });
				await refresh();
				onAdded(found.symbol);
				setTyped("");
				setFound(null);
			});
		},
	};
};
type NewToken = ReturnType<typeof useNewToken>;

/** What was answered and the way to add it; before that, the way to ask. */
const AskOrAdd = ({
	token: { address, found, looking, adding, look, add },
	chain,
}: {
	readonly token: NewToken;
	readonly chain: ChainView;
}) =>
	found === null || address === null ? (
		<Button main busy={looking.busy} disabled={address === null} onClick={look}>
			{looking.busy
				? say().tokens.askingTheContract
				: say().tokens.askTheContract}
		</Button>
	) : (
		<>
			<Answered found={found} token={address} chain={chain} />
			<Button main busy={adding.busy} onClick={add}>
				{found.isListed ? say().tokens.renew : say().tokens.add} {found.symbol}
			</Button>
		</>
	);

export const AddToken = ({
	onAdded,
}: {
	readonly onAdded: (symbol: string) => void;
}) => {
	const { view } = useShared();
	const [chainId, setChainId] = useState<number | null>(null);
	const chain =
		view.chains.find((one) => one.chainId === chainId) ?? view.chains[0];
	const token = useNewToken(chain, onAdded);
	if (chain === undefined) return null;
	return (
		<Section title={say().tokens.addAToken}>
			<p class="lead">{say().tokens.allYouNeedIsTheAddress}</p>
			<ChainChoice
				legend={say().tokens.chain}
				chains={view.chains}
				chosen={chain}
				disabled={token.looking.busy || token.adding.busy}
				onChoose={(id) => {
					setChainId(id);
					token.forget();
				}}
			/>
			<Field
				name={say().tokens.contract}
				value={token.typed}
				onValue={token.type}
				mono
				wrong={token.wrong}
				note={say().tokens.theTokensAddressOn(chain.title)}
				onEnter={token.look}
			/>
			<FaultNote
				fault={token.looking.fault}
				title={say().tokens.thisCannotBeAddedAsA}
			/>
			<FaultNote
				fault={token.adding.fault}
				title={say().tokens.itWasNotAdded}
			/>
			<AskOrAdd token={token} chain={chain} />
		</Section>
	);
};
