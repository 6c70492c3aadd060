// Asking for an order: to whom, how much. The engine makes it or refuses; nothing is signed here.

import type { Fault } from "../../../src/base/fault.ts";
import { chunks, formatUnits, shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import { faultWords } from "../../../src/words/faults.ts";
import { PickRecipient } from "../home/contacts.tsx";
import { cutOffTodo } from "../known.ts";
import { Age, Exact, Grade, Warning } from "../parts/amount.tsx";
import { Button, Chunks, Field, Option } from "../parts/basic.tsx";
import { ChainChoice } from "../parts/chain-choice.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { WarnLine } from "../parts/note.tsx";
import { Offline, useRetry } from "../parts/offline.tsx";
import { RecipientName } from "../parts/recipient-name.tsx";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared } from "../wallet.tsx";
import { Fee } from "./fee.tsx";
import { GoesFirst } from "./first.tsx";
import { type PaymentState, type TypedPayment, usePayment } from "./payment.ts";
import { Refusal } from "./refusal.tsx";
import { calledLike, type PaymentSource, recipientNote } from "./sources.ts";

type SendProps = {
	readonly payment: PaymentState;
	readonly typed: TypedPayment;
};

/** What an order is made on just now is only too old when nothing newer comes. */
const isCutOff = ({ kind, code }: Fault): boolean =>
	kind === "unavailable" || code === "order-stale" || code === "stale-head";

/** No order was made, and why. */
const NotMade = ({
	payment: { making, clear, askAgain },
	typed: { to, address, amount, source },
	refused,
}: SendProps & { readonly refused: Fault }) => {
	const retry = useRetry();
	const recipient = address === null ? to.trim() : checksummed(address);
	return (
		<Refusal
			fault={refused}
			{...(isCutOff(refused)
				? {
						todo: cutOffTodo(),
						busy: retry.busy,
						also: {
							words: retry.busy ? say().orders.askingAgain : say().orders.retry,
							go: () => void retry.run().then(askAgain),
						},
					}
				: {})}
			asked={
				making.fault === null ? (
					say().orders.theMostThatCanBeSent(recipient)
				) : (
					<>
						{say().orders.sendOnTo(amount, source.symbol, source.chain.title)}{" "}
						<code class="whole">{recipient}</code>
					</>
				)
			}
			again={{ words: say().orders.changeIt, go: clear }}
			onBack={clear}
		/>
	);
};

/** Makes the order, or leads to the one that has to be decided first. */
const MakeOrReview = ({ payment: { waiting, making }, typed }: SendProps) =>
	waiting !== undefined ? (
		<Button key="review" main onClick={() => go("approve", waiting.id)}>
			{say().orders.reviewIt}
		</Button>
	) : (
		<Button
			key="make"
			main
			busy={making.busy || making.made !== null}
			disabled={!typed.isReady}
			onClick={() => making.make(typed)}
		>
			{making.busy
				? say().orders.provingWhatItNeeds
				: say().orders.makeTheOrder}
		</Button>
	);

/** Why the chosen chain takes no order now. */
const NoNewOrders = ({ typed: { source } }: Pick<SendProps, "typed">) => {
	const { title, fault } = source.chain;
	return fault === null ? null : (
		<WarnLine>
			<span>
				{say().orders.noNewOrdersOn(title, faultWords(fault.code).says)}{" "}
				<code>{fault.code}</code>
			</span>
		</WarnLine>
	);
};

/** The address in groups, and what is known of it. */
const KnownRecipient = ({
	address,
}: {
	readonly address: NonNullable<TypedPayment["address"]>;
}) => {
	const { view } = useShared();
	const { warn, says } = recipientNote(view, address);
	return (
		<>
			<Chunks groups={["0x", ...chunks(checksummed(address))]} />
			<span class={warn ? "warn-line" : ""}>
				{warn ? <Icon name="stop" size={15} /> : null}
				{says}
			</span>
		</>
	);
};

const To = ({
	payment: { change },
	typed: { to, toWrong, address, onRollup },
}: SendProps) => (
	<Field
		name={say().orders.to2}
		value={to}
		onValue={(next) => change({ to: next })}
		mono
		autofocus
		wrong={toWrong}
		note={
			address !== null ? (
				<KnownRecipient address={address} />
			) : onRollup ? (
				say().orders.theL1AddressOfSomebodyWho
			) : (
				say().orders.anAddress0xAnd40Characters
			)
		}
	/>
);

const CalledLike = ({ of }: { readonly of: string | null }) =>
	of === null ? null : (
		<small class="warn-line">
			<Icon name="stop" size={13} />
			{say().home.impostor(of)}
		</small>
	);

/** What is sent, where there is more than the coin. */
const AssetChoice = ({
	sources,
	chosen,
	onChoose,
	canSendCalls,
}: {
	readonly sources: readonly PaymentSource[];
	readonly chosen: PaymentSource;
	readonly onChoose: (token: PaymentSource["token"]) => void;
	/** Collectibles are moved by calls. */
	readonly canSendCalls: boolean;
}) =>
	sources.length < 2 && !canSendCalls ? null : (
		<fieldset class="choice flat">
			<legend>{say().orders.what}</legend>
			{sources.map(({ chain, token, symbol }) => (
				<Option
					key={token ?? "coin"}
					group="asset"
					checked={token === chosen.token}
					onChoose={() => onChoose(token)}
				>
					{symbol}
					{token === null ? null : (
						<>
							{" "}
							<code>{shortHex(checksummed(token))}</code>
						</>
					)}
					<CalledLike of={calledLike({ chain, token, symbol })} />
				</Option>
			))}
			{canSendCalls ? (
				<Button quiet onClick={() => go("collectibles")}>
					{say().orders.aCollectible}
				</Button>
			) : null}
		</fieldset>
	);

/** What the amount comes to, fee and all. */
const amountSays = ({
	amount,
	value,
	onRollup,
	source: { chain, symbol, decimals, token },
}: TypedPayment): string => {
	if (token !== null)
		return value === null || amount === ""
			? say().orders.theFeeIsPaidIn(chain.coin.symbol)
			: say().orders.andTheFeeIn(
					groupDigits(formatUnits(value, decimals)),
					symbol,
					chain.coin.symbol,
				);
	if (value === null || amount === "")
		return onRollup
			? say().orders.thereIsNoFeeOnThis
			: say().orders.theFeeComesOnTopMax;
	return `${groupDigits(formatUnits(value, decimals))} ${symbol}, ${onRollup ? say().orders.noFee : say().orders.andTheFeeOnTop}`;
};

const Amount = ({
	payment: { change, most, waiting, making },
	typed,
}: SendProps) => {
	const { amount, amountWrong, onRollup, address, source, isReady } = typed;
	const isMakeable = isReady && waiting === undefined && !making.busy;
	return (
		<Field
			name={say().orders.amountIn(source.symbol)}
			value={amount}
			onValue={(next) => change({ amount: next })}
			numeric
			wrong={amountWrong}
			onEnter={isMakeable ? () => making.make(typed) : undefined}
			after={
				<Button
					busy={most.busy}
					disabled={
						!onRollup &&
						source.token === null &&
						(address === null || waiting !== undefined)
					}
					label={say().orders.sendTheMostThatCanBe}
					onClick={() => most.fill(typed)}
				>
					{say().orders.max}
				</Button>
			}
			note={amountSays(typed)}
		/>
	);
};

/** The proved balance that the payment is taken from. */
const ProvedSource = ({
	typed: { source, underWay },
}: Pick<SendProps, "typed">) => {
	const { chain, symbol, decimals, proved } = source;
	return (
		<div class="card quiet-card">
			<div>
				<span class="mute">{say().orders.provedOn(chain.title)}</span>
				<Exact value={proved.amount} decimals={decimals} symbol={symbol} />
			</div>
			<div>
				<Grade grade={proved.grade} />
				<Age asOfS={proved.grade.asOfS} />
			</div>
			{underWay === 0n ? null : (
				<p class="small">
					<Exact value={underWay} decimals={decimals} symbol={symbol} />{" "}
					{say().orders.ofItAreUnderWay}
				</p>
			)}
			<Warning words={chain.warning} />
		</div>
	);
};

/** From which chains nothing can be sent, and what happens before the person decides. */
const WhatHappens = ({
	typed: { onRollup, isOnL1 },
}: Pick<SendProps, "typed">) => {
	const { view } = useShared();
	const unable = view.chains.filter(({ sends }) => !sends);
	return (
		<>
			{unable.length === 0 ? null : (
				<p class="small">
					{say().orders.fromNothingCanBeSentYet(
						unable.map(({ title }) => title).join(", "),
					)}
				</p>
			)}
			<p class="small">
				{onRollup
					? say().orders.nonceBalanceAndTheRecipients
					: isOnL1
						? say().orders.nonceBalanceRecipientAndFeeAre
						: say().orders.onLayer2}
			</p>
		</>
	);
};

export const Send = () => {
	const payment = usePayment();
	const { sources, typed, change, waiting, refused } = payment;
	if (typed === null)
		return (
			<Frame title={say().orders.send2} onBack={() => go("home")}>
				<div class="read">
					<p class="lead">{say().orders.yourBalanceIsStillBeingChecked}</p>
					<p>{say().orders.youCanSendAsSoonAs}</p>
				</div>
			</Frame>
		);
	const shown = { payment, typed };
	if (refused !== null) return <NotMade {...shown} refused={refused} />;
	const { chain } = typed.source;
	return (
		<Frame
			title={say().orders.send2}
			under={
				sources.every((one) => one.chain === chain)
					? say().orders.from(chain.title)
					: say().orders.onePayment
			}
			onBack={() => go("home")}
			footer={<MakeOrReview {...shown} />}
		>
			<div class="read">
				{waiting === undefined ? null : (
					<GoesFirst key={waiting.id} order={waiting} />
				)}
				<Offline />
				<ChainChoice
					legend={say().orders.from2}
					chains={sources
						.filter(({ token }) => token === null)
						.map((one) => one.chain)}
					chosen={chain}
					onChoose={(chainId) => change({ chainId, token: null })}
				/>
				<AssetChoice
					sources={sources.filter((one) => one.chain.chainId === chain.chainId)}
					chosen={typed.source}
					onChoose={(token) => change({ chainId: chain.chainId, token })}
					canSendCalls={chain.kind === "l1"}
				/>
				<NoNewOrders typed={typed} />
				<To {...shown} />
				<PickRecipient
					typed={typed.to}
					onUse={(address) => change({ to: address })}
				/>
				<RecipientName
					typed={typed.to}
					onUse={(address) => change({ to: address })}
				/>
				<Amount {...shown} />
				{typed.isOnL1 ? <Fee {...shown} /> : null}
				<ProvedSource typed={typed} />
				<WhatHappens typed={typed} />
			</div>
		</Frame>
	);
};
