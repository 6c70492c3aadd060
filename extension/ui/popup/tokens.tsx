// Tokens: those that are shown, each with a way to take it off the list, and adding one. A person names the contract and
// nothing else: what it is, the wallet asks it.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { groupDigits, shortHex } from "../../../src/base/units.ts";
import type {
	BalanceView,
	ChainView,
	TokenView,
} from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { checksummed, typedAddress } from "../address.ts";
import { Age, Exact, Grade, Unproved } from "../parts/amount.tsx";
import { Button, Facts, Field, Say, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { provedBalance } from "../words.ts";

type Listed = { readonly chain: ChainView; readonly balance: BalanceView };

const RowNote = ({ note }: { readonly note: BalanceView["note"] }) =>
	note === null ? null : <p class="row-note">{wordsOf(note)}</p>;

const Token = ({
	listed: { chain, balance },
	token,
	named,
	onRemoved,
}: {
	readonly listed: Listed;
	readonly token: Hex;
	/** Several chains are shown, so each says its own. */
	readonly named: boolean;
	readonly onRemoved: (symbol: string) => void;
}) => {
	const { wallet, refresh } = useShared();
	const [asking, setAsking] = useState(false);
	const removing = useWork();
	const { symbol } = balance;
	const proved = provedBalance(balance);
	const remove = () =>
		void removing.run(async () => {
			await wallet.engine("token.remove", {
				chainId: chain.chainId,
				address: token,
			});
			await refresh();
			onRemoved(symbol);
		});
	return (
		<li class="row">
			<div class="row-part">
				<span class="row-name">
					<b>
						<bdi>{symbol}</bdi>
					</b>
					<small>
						<code title={checksummed(token)}>
							{shortHex(checksummed(token))}
						</code>
						{named ? <> on {chain.title}</> : null}
					</small>
					{proved === null ? (
						<Unproved />
					) : (
						<Grade grade={proved.grade} how={balance.how} />
					)}
				</span>
				{asking ? null : (
					<Button
						quiet
						label={`Remove ${symbol} from the list`}
						onClick={() => setAsking(true)}
					>
						Remove
					</Button>
				)}
			</div>
			<RowNote note={balance.note} />
			{asking ? (
				<div class="row-fault">
					<p>
						<b>
							Take <bdi>{symbol}</bdi> off the list?
						</b>{" "}
						Your tokens stay yours, where they are. You can add it again.
					</p>
					<div class="note-do">
						<Button busy={removing.busy} onClick={remove}>
							Remove it
						</Button>
						<Button quiet onClick={() => setAsking(false)}>
							Keep it
						</Button>
					</div>
					{removing.fault === null ? null : (
						<FaultNote fault={removing.fault} title="It was not removed." />
					)}
				</div>
			) : null}
		</li>
	);
};

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
			<b>The contract answered.</b> These are its own words: anyone may give a
			token any name, so be sure of the address.
		</p>
		<Facts
			facts={[
				{
					name: "Calls itself",
					value: (
						<bdi>
							{found.symbol}
							{found.name === null ? "" : `, ${found.name}`}
						</bdi>
					),
				},
				{ name: "Contract", value: <code>{checksummed(token)}</code> },
				{ name: "Decimals", value: found.decimals },
				{
					name: "You hold",
					value: (
						<Exact
							value={BigInt(found.amount)}
							decimals={found.decimals}
							symbol={found.symbol}
						/>
					),
				},
				{
					name: "Known",
					value: <Grade grade={found.grade} how={found.how} />,
				},
				{ name: "Age", value: <Age asOfS={found.grade.asOfS} /> },
				{ name: "Asked at block", value: groupDigits(found.blockNumber) },
			]}
		/>
		{found.looksLikeCoin ? (
			<p class="warn-line">
				It calls itself nearly as {chain.title}'s own coin is called, and is not
				that coin.
			</p>
		) : null}
		{found.how === "computed" ? (
			<p class="small">
				This contract computes what you hold, so the number is worked out on
				this device, out of proved state, each time it is shown.
			</p>
		) : null}
	</div>
);

const AddToken = ({ onAdded }: { readonly onAdded: (s: string) => void }) => {
	const { wallet, view, refresh } = useShared();
	const [chainId, setChainId] = useState<number | null>(null);
	const [typed, setTyped] = useState("");
	const [found, setFound] = useState<TokenView | null>(null);
	const looking = useWork();
	const adding = useWork();
	const chain =
		view.chains.find((one) => one.chainId === chainId) ?? view.chains[0];
	const token = typedAddress(typed);
	const { address } = token;
	// What was answered is of the contract and the chain that were asked about.
	const change = (then: () => void) => {
		then();
		setFound(null);
	};
	if (chain === undefined) return null;
	const look = () => {
		if (address === null || looking.busy) return;
		void looking.run(async () =>
			setFound(
				await wallet.engine("token.look", { chainId: chain.chainId, address }),
			),
		);
	};
	const add = () => {
		if (address === null || found === null) return;
		void adding.run(async () => {
			await wallet.engine("token.add", { chainId: chain.chainId, address });
			await refresh();
			onAdded(found.symbol);
			setTyped("");
			setFound(null);
		});
	};
	return (
		<Section title="Add a token">
			<p class="lead">
				All you need is the address of its contract. The wallet asks the
				contract what it is, and checks every answer on this device.
			</p>
			{view.chains.length < 2 ? null : (
				<fieldset class="choice flat">
					<legend>Chain</legend>
					{view.chains.map((one) => (
						<label key={one.chainId}>
							<input
								type="radio"
								name="chain"
								checked={one.chainId === chain.chainId}
								disabled={looking.busy || adding.busy}
								onChange={() => change(() => setChainId(one.chainId))}
							/>
							<span>{one.title}</span>
						</label>
					))}
				</fieldset>
			)}
			<Field
				name="Contract"
				value={typed}
				onValue={(value) => change(() => setTyped(value))}
				mono
				wrong={typed.trim() === "" ? null : token.wrong}
				note={`The token's address on ${chain.title}.`}
				onEnter={look}
			/>
			{looking.fault === null ? null : (
				<FaultNote
					fault={looking.fault}
					title="This cannot be added as a token."
				/>
			)}
			{adding.fault === null ? null : (
				<FaultNote fault={adding.fault} title="It was not added." />
			)}
			{found === null || address === null ? (
				<Button
					main
					busy={looking.busy}
					disabled={address === null}
					onClick={look}
				>
					{looking.busy ? "Asking the contract" : "Ask the contract"}
				</Button>
			) : (
				<>
					<Answered found={found} token={address} chain={chain} />
					<Button main busy={adding.busy} onClick={add}>
						{found.isListed ? "Renew" : "Add"} {found.symbol}
					</Button>
				</>
			)}
		</Section>
	);
};

export const Tokens = () => {
	const { view } = useShared();
	const [done, setDone] = useState("");
	const listed = view.chains.flatMap((chain) =>
		chain.balances.flatMap((balance) =>
			balance.token === null ? [] : [{ chain, balance, token: balance.token }],
		),
	);
	return (
		<Frame title="Tokens" onBack={() => go("settings")}>
			<div class="read">
				<Say>{done}</Say>
				<Section title="On your list">
					{listed.length === 0 ? (
						<p>No token is on your list yet.</p>
					) : (
						<ul class="rows">
							{listed.map(({ chain, balance, token }) => (
								<Token
									key={`${chain.chainId} ${token}`}
									listed={{ chain, balance }}
									token={token}
									named={view.chains.length > 1}
									onRemoved={(symbol) => setDone(`${symbol} is off the list.`)}
								/>
							))}
						</ul>
					)}
				</Section>
				<AddToken onAdded={(symbol) => setDone(`${symbol} is on the list.`)} />
			</div>
		</Frame>
	);
};
