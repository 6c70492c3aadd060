// Tokens: those that are shown, each with a way to take it off the list, and adding one. A person names the contract and
// nothing else: what it is, the wallet asks it.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { BalanceView, ChainView } from "../../../src/protocol/views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Grade, Unproved } from "../parts/amount.tsx";
import { Button, Say, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { SettingsPage } from "../parts/settings-page.tsx";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { provedBalance } from "../words.ts";
import { AddToken } from "./add-token.tsx";
import { FindTokens } from "./find-tokens.tsx";

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
	const words = say().tokens;
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
						{named ? <> {words.on(chain.title)}</> : null}
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
						label={words.removeFromTheList(symbol)}
						onClick={() => setAsking(true)}
					>
						{words.remove}
					</Button>
				)}
			</div>
			<RowNote note={balance.note} />
			{asking ? (
				<div class="row-fault">
					<p>
						<b>
							{words.take} <bdi>{symbol}</bdi> {words.offTheList}
						</b>{" "}
						{words.yourTokensStayYoursWhereThey}
					</p>
					<div class="note-do">
						<Button busy={removing.busy} onClick={remove}>
							{words.removeIt}
						</Button>
						<Button quiet onClick={() => setAsking(false)}>
							{words.keepIt}
						</Button>
					</div>
					<FaultNote fault={removing.fault} title={words.itWasNotRemoved} />
				</div>
			) : null}
		</li>
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
		<SettingsPage words={{ title: say().tokens.tokens }}>
			<Say>{done}</Say>
			<Section title={say().tokens.onYourList}>
				{listed.length === 0 ? (
					<p>{say().tokens.noTokenIsOnYourList}</p>
				) : (
					<ul class="rows">
						{listed.map(({ chain, balance, token }) => (
							<Token
								key={`${chain.chainId} ${token}`}
								listed={{ chain, balance }}
								token={token}
								named={view.chains.length > 1}
								onRemoved={(symbol) =>
									setDone(say().tokens.isOffTheList(symbol))
								}
							/>
						))}
					</ul>
				)}
			</Section>
			<FindTokens />
			<AddToken
				onAdded={(symbol) => setDone(say().tokens.isOnTheList(symbol))}
			/>
		</SettingsPage>
	);
};
