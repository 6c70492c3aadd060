// What a message is, in the order in which a careful person asks: what it does, what it does not, what to look at, and all of it
// word for word. All of it is what the signer read, but for who asks.

import { utcWords } from "../../../src/base/time.ts";
import { visible } from "../../../src/base/visible.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type {
	MessageApproval,
	MessageAsset,
	MessageGrant,
	MessageMeaning,
	MessageOrder,
} from "../../../src/protocol/message-views.ts";
import { wordsOf } from "../../../src/words/catalogue.ts";
import { Age } from "../parts/amount.tsx";
import { Hash, Section } from "../parts/basic.tsx";
import { Fact } from "../parts/fact.tsx";
import { WarnLine } from "../parts/note.tsx";
import { SafeDoes } from "../safe/acts.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { hostOf } from "../words.ts";
import { EngineAmount, useEngineNames } from "./engine-amount.tsx";
import {
	assetWords,
	isNameless,
	isTakingBack,
	timeWords,
	untilWords,
} from "./message-words.ts";

type MessageProps = { readonly approval: MessageApproval };
type Of<K extends MessageMeaning["kind"]> = Extract<
	MessageMeaning,
	{ readonly kind: K }
>;

const Whole = ({ value }: { readonly value: string }) => (
	<code class="whole">{checksummed(value)}</code>
);

const Grant = ({
	grant,
	approval: { chain },
	isPayment,
}: MessageProps & {
	readonly grant: MessageGrant;
	/** It pays a fixed amount to somebody. */
	readonly isPayment: boolean;
}) => {
	const { who, asset, to, fromS, useByS } = grant;
	const byEngine = useEngineNames(chain.chainId);
	return (
		<dl class="facts">
			<Fact name={isPayment ? say().message.pays : say().message.upTo}>
				<b>{assetWords(asset, chain)}</b>
				{isNameless(asset) && asset.contract !== null ? (
					<EngineAmount
						token={asset.contract}
						amount={asset.amount}
						named={byEngine}
					/>
				) : null}
			</Fact>
			{asset.contract === null ? null : (
				<Fact name={say().message.token2}>
					<Whole value={asset.contract} />
				</Fact>
			)}
			<Fact name={say().message.whoMayTakeIt}>
				{who === null ? (
					say().message.anyoneWhoHasTheSignature
				) : (
					<Whole value={who} />
				)}
			</Fact>
			<Fact name={say().message.itGoesTo}>
				{to === null ? say().message.whereverTheyWant : <Whole value={to} />}
			</Fact>
			{fromS === null ? null : (
				<Fact name={say().message.notBefore}>{timeWords(fromS, "")}</Fact>
			)}
			<Fact name={say().message.theSignatureCountsUntil}>
				{timeWords(useByS, say().message.withoutEnd)}
			</Fact>
			<Fact name={say().message.theyMayTakeUntil}>{untilWords(grant)}</Fact>
			<Fact name={say().message.on}>{chain.title}</Fact>
		</dl>
	);
};

const Allows = ({
	meaning,
	approval,
}: MessageProps & { readonly meaning: Of<"allow"> }) => {
	const isPayment = meaning.standard === "ERC-3009";
	const back = isTakingBack(meaning);
	return (
		<>
			<p class="lead">
				{back
					? say().message.itTakesBackWhatWasAllowed
					: isPayment
						? say().message.itPaysOnceWithoutAskingAgain
						: say().message.itLetsSomebodyTakeTokensOf}
			</p>
			{meaning.grants.map((grant, i) => (
				// The place among the grants is its identity.
				<Grant
					key={`${i}-${grant.asset.contract}`}
					{...{ grant, approval, isPayment }}
				/>
			))}
		</>
	);
};

/** With the whole address of its contract: a part of one can be made to look like another's. */
const Asset = ({
	asset,
	chain,
}: {
	readonly asset: MessageAsset;
	readonly chain: MessageApproval["chain"];
}) => (
	<p>
		<b>{assetWords(asset, chain)}</b>
		{asset.contract === null ? null : (
			<>
				<br />
				<Whole value={asset.contract} />
			</>
		)}
	</p>
);

const Trade = ({
	order,
	approval: { chain },
}: MessageProps & { readonly order: MessageOrder }) => (
	<dl class="facts">
		<Fact name={say().message.leavesAtMost}>
			{order.gives.map((asset, i) => (
				<Asset key={`${i}-${asset.contract}`} {...{ asset, chain }} />
			))}
		</Fact>
		<Fact name={say().message.arrivesAtLeast}>
			{order.gets.length === 0
				? say().message.nothing
				: order.gets.map((asset, i) => (
						<Asset key={`${i}-${asset.contract}`} {...{ asset, chain }} />
					))}
		</Fact>
		{order.others.map(({ asset, to }, i) => (
			<Fact key={`${i}-${to}`} name={say().message.goesToOthers}>
				{say().message.to(assetWords(asset, chain))} <Whole value={to} />
			</Fact>
		))}
		{order.fromS === null ? null : (
			<Fact name={say().message.notBefore}>{timeWords(order.fromS, "")}</Fact>
		)}
		<Fact name={say().message.itCountsUntil}>
			{timeWords(order.untilS, say().message.withoutEnd)}
		</Fact>
		<Fact name={say().message.on}>{chain.title}</Fact>
		{order.isPartial ? (
			<Fact name={say().message.inParts}>
				{say().message.yesEachAtThisPrice}
			</Fact>
		) : null}
	</dl>
);

const SignIn = ({
	meaning,
	approval: { origin, account },
}: MessageProps & { readonly meaning: Of<"sign-in"> }) => (
	<>
		<p class="lead">
			{say().message.itTells} <b>{hostOf(origin)}</b>{" "}
			{say().message.thatThisAccountIsYours}
		</p>
		<dl class="facts">
			<Fact name={say().message.account2}>
				<Whole value={account} />
			</Fact>
			<Fact name={say().message.siteInTheMessage}>{meaning.domain}</Fact>
			<Fact name={say().message.itCountsUntil}>
				{meaning.expiresMs === null
					? say().message.theSiteDecides
					: utcWords(Math.floor(meaning.expiresMs / 1000))}
			</Fact>
		</dl>
		<p class="small">{say().message.theMessageNamesTheSameSite}</p>
	</>
);

const Safe = ({
	meaning,
	approval: { chain },
}: MessageProps & { readonly meaning: Of<"safe"> }) => (
	<>
		<p class="lead">{say().message.itAgreesAsAnOwnerTo}</p>
		<dl class="facts">
			<Fact name={say().message.safe}>
				<Whole value={meaning.safe} />
			</Fact>
			<Fact name={say().message.numberInTheSafe}>{meaning.nonce}</Fact>
			<Fact name={say().message.on}>{chain.title}</Fact>
		</dl>
		{meaning.calls.length > 1 ? (
			<p>{say().message.allOfThemOrNone(meaning.calls.length)}</p>
		) : null}
		{meaning.calls.map(({ sends, ...call }, i) => (
			<SafeDoes
				// The place among the calls is its identity.
				key={`${i}-${call.to}`}
				safe={meaning.safe}
				call={call}
				sends={sends === null ? null : { ...sends, token: call.to }}
				coin={chain}
			/>
		))}
	</>
);

/** What a Safe says, if enough of its owners agree. */
const SafeText = ({ meaning }: { readonly meaning: Of<"safe-text"> }) => (
	<>
		<p class="lead">{say().message.itAgreesThatTheSafeSays}</p>
		<dl class="facts">
			<Fact name={say().message.safe}>
				<Whole value={meaning.safe} />
			</Fact>
		</dl>
		<pre class="lines">{visible(meaning.text)}</pre>
	</>
);

const Does = ({ approval }: MessageProps) => {
	const { meaning } = approval;
	switch (meaning.kind) {
		case "sign-in":
			return <SignIn {...{ meaning, approval }} />;
		case "allow":
			return <Allows {...{ meaning, approval }} />;
		case "trade":
			return (
				<>
					<p class="lead">
						{say().message.itLetsWhoeverFillsItTake(meaning.standard)}
					</p>
					{meaning.orders.map((order, i) => (
						<Trade key={`order ${i + 1}`} {...{ order, approval }} />
					))}
				</>
			);
		case "cancel":
			return (
				<p class="lead">
					{say().message.itTakesBackAPaymentThat}{" "}
					<Whole value={meaning.contract} />.
				</p>
			);
		case "safe":
			return <Safe {...{ meaning, approval }} />;
		case "safe-text":
			return <SafeText meaning={meaning} />;
		case "text":
			return <p class="lead">{say().message.itSaysInTheNameOf}</p>;
		default:
			return <p class="lead">{say().message.whatFollowsFromItIsNot}</p>;
	}
};

export const WhatItDoes = (shown: MessageProps) => (
	<Section title={say().message.whatItDoes}>
		<Does {...shown} />
	</Section>
);

const notDone = ({ kind }: MessageMeaning): string => {
	switch (kind) {
		case "sign-in":
			return say().message.itSendsNoTransactionCostsNo;
		case "text":
			return say().message.itSendsNoTransactionAndCosts;
		default:
			return say().message.itSendsNoTransactionNowAnd;
	}
};

export const WhatItDoesNot = ({ approval: { meaning } }: MessageProps) => (
	<Section title={say().message.whatItDoesNot}>
		<p>{notDone(meaning)}</p>
	</Section>
);

export const LookAt = ({ approval: { warnings } }: MessageProps) =>
	warnings.length === 0 ? null : (
		<Section title={say().message.whatToLookAt}>
			{warnings
				.map((one) => wordsOf(one))
				.map((sentence) => (
					<WarnLine key={sentence}>{sentence}</WarnLine>
				))}
		</Section>
	);

const Fields = ({ approval: { typed } }: MessageProps) => {
	if (typed === null) return null;
	const { domain, fields, primaryType } = typed;
	const bound: readonly (readonly [string, string | null])[] = [
		[say().message.name, domain.name],
		[say().message.version, domain.version],
		[say().message.chain, domain.chainId],
		[
			say().message.contract,
			domain.verifyingContract === null
				? null
				: checksummed(domain.verifyingContract),
		],
		[say().message.salt, domain.salt],
	];
	return (
		<>
			<p class="small">{say().message.itIsBoundTo}</p>
			<ul class="fields">
				{bound.map(([name, value]) => (
					<li key={name}>
						<b>{name}</b> <code>{value === null ? "—" : visible(value)}</code>
					</li>
				))}
			</ul>
			<p class="small">
				{say().message.everyFieldOf} <code>{visible(primaryType)}</code>:
			</p>
			<ul class="fields">
				{fields.map((field, i) => (
					<li
						// The place of a field is its identity.
						key={`field ${i + 1}`}
						style={{ paddingInlineStart: `${Math.min(field.depth, 6) * 10}px` }}
					>
						<b>{visible(field.name)}</b>{" "}
						<span class="mute small">{visible(field.type)}</span>
						{field.value === null ? null : (
							<>
								{" "}
								<code>{visible(field.value)}</code>
							</>
						)}
					</li>
				))}
			</ul>
		</>
	);
};

/** All of it, as it is signed. */
export const WordForWord = ({ approval }: MessageProps) => {
	const { meaning, bytes, digest } = approval;
	const text =
		meaning.kind === "text" || meaning.kind === "sign-in"
			? visible(meaning.text)
			: bytes;
	return (
		<Section title={say().message.allOfItWordForWord}>
			{text === null ? (
				<Fields approval={approval} />
			) : (
				<pre class="lines">{text === "" ? say().message.empty : text}</pre>
			)}
			<p class="small">
				{say().message.hashThatIsSigned}{" "}
				<Hash value={digest} what={say().message.hash} />
			</p>
		</Section>
	);
};

export const MessageRests = ({ approval }: MessageProps) => (
	<Section title={say().message.whatItRestsOn}>
		<p>
			{say().message.theSignerReadTheMessageItself(
				approval.steps,
				groupDigits(approval.headSlot),
			)}{" "}
			<Age asOfS={approval.asOfS} />.
		</p>
		<p class="small">
			{say().message.checkpoint}{" "}
			<Hash value={approval.checkpoint} what={say().message.checkpointRoot} />
		</p>
	</Section>
);
