// What a Safe does and who decides in it, as the signer read and proved both: where something is signed for one.

import type { ComponentChildren } from "preact";
import { chunks, formatUnits } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { SafeTxView } from "../../../src/protocol/safe-ui.ts";
import {
	isKnownHandler,
	type OuterActs,
	type SafeActs,
	type SafeFacts,
} from "../../../src/protocol/safe-views.ts";
import { Chunks, Facts, Hash, Section } from "../parts/basic.tsx";
import { WarnLine } from "../parts/note.tsx";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";

type Coin = { readonly symbol: string; readonly decimals: number };

export const Whole = ({ of }: { readonly of: string }) => (
	<code class="whole">{checksummed(of)}</code>
);

/** In groups, to be compared: whom money goes to. */
const Compared = ({ of }: { readonly of: string }) => (
	<Chunks groups={["0x", ...chunks(checksummed(of))]} />
);

const List = ({ of }: { readonly of: readonly string[] }) => (
	<ul class="plain">
		{of.map((one) => (
			<li key={one}>
				<Whole of={one} />
			</li>
		))}
	</ul>
);

const Warned = ({
	says,
	of,
}: {
	readonly says: string;
	readonly of: readonly string[];
}) =>
	of.length === 0 ? null : (
		<>
			<WarnLine>
				<span>{says}</span>
			</WarnLine>
			<List of={of} />
		</>
	);

/** What else than its owners has a say in it, and what no list shows. */
export const SafeWarnings = ({
	facts: { modules, guard, moduleGuard, fallbackHandler },
}: {
	readonly facts: SafeFacts;
}) => {
	const words = say().safe;
	return (
		<>
			<Warned says={words.modulesWarn} of={modules} />
			<Warned says={words.guardWarn} of={guard === null ? [] : [guard]} />
			<Warned
				says={words.moduleGuardWarn}
				of={moduleGuard === null ? [] : [moduleGuard]}
			/>
			<Warned
				says={words.handlerWarn}
				of={
					fallbackHandler === null || isKnownHandler(fallbackHandler)
						? []
						: [fallbackHandler]
				}
			/>
			<p class="small">{words.hidden}</p>
		</>
	);
};

/** What is paid, sent or called. `sends`: a token's transfer, by its standard. */
export const SafeDoes = ({
	safe,
	call,
	sends,
	coin,
}: {
	readonly safe: string;
	readonly call: SafeActs["call"];
	readonly sends: {
		readonly token: string;
		readonly to: string;
		readonly amount: string;
	} | null;
	readonly coin: Coin;
}) => {
	const words = say().safe;
	const { to, valueWei, data } = call;
	if (to === safe && data === "0x" && valueWei === "0")
		return <p>{words.cancels}</p>;
	const paid = `${groupDigits(formatUnits(BigInt(valueWei), coin.decimals))} ${coin.symbol}`;
	const facts: { name: string; value: ComponentChildren }[] = [];
	if (data === "0x" || valueWei !== "0")
		facts.push({ name: words.pays, value: <b>{paid}</b> });
	if (sends !== null)
		facts.push(
			{
				name: words.sends,
				value: <b>{words.units(groupDigits(sends.amount))}</b>,
			},
			{ name: words.ofToken, value: <Whole of={sends.token} /> },
			{ name: words.to, value: <Compared of={sends.to} /> },
		);
	else
		facts.push({
			name: data === "0x" ? words.to : words.calls,
			value: <Compared of={to} />,
		});
	if (data !== "0x" && sends === null)
		facts.push({
			name: words.callData,
			value: (
				<>
					{words.bytes(groupDigits((data.length - 2) / 2))}{" "}
					<Hash value={data} what={words.callData} side={12} />
				</>
			),
		});
	return <Facts facts={facts} />;
};

/** The second Safe, with who decides in it. */
const OtherSafe = ({
	title,
	says,
	facts,
}: {
	readonly title: string;
	readonly says?: string;
	readonly facts: SafeFacts;
}) => {
	const words = say().safe;
	const { address, threshold, owners, nonce } = facts;
	return (
		<Section title={title}>
			{says === undefined ? null : <p>{says}</p>}
			<Facts
				facts={[
					{ name: words.address, value: <Whole of={address} /> },
					{
						name: words.rules,
						value: words.ownersOf(threshold, owners.length),
					},
					{ name: words.next, value: groupDigits(nonce) },
				]}
			/>
			<SafeWarnings facts={facts} />
		</Section>
	);
};

/** A token's transfer, read by its standard out of what the signer shows. */
const sendsOf = ({
	call: { to, data },
}: Pick<SafeActs, "call">): SafeTxView["sends"] => {
	const [, who, units] =
		/^0xa9059cbb0{24}([0-9a-f]{40})([0-9a-f]{64})$/.exec(data) ?? [];
	if (who === undefined || units === undefined) return null;
	return { token: to, to: `0x${who}`, amount: BigInt(`0x${units}`).toString() };
};

/** A Safe's agreement in another Safe: whose yes counts where, and what all of that does. */
export const SafeNested = ({
	inner,
	outer,
	coin,
}: {
	readonly inner: string;
	readonly outer: Omit<OuterActs, "safe"> & {
		readonly address: string;
		readonly sends: SafeTxView["sends"];
	};
	readonly coin: Coin;
}) => {
	const words = say().safe;
	const { address, call, sends, nonce, hash } = outer;
	return (
		<>
			<p>
				<b>{words.nested}</b>
			</p>
			<Facts
				facts={[
					{ name: words.whoseYes, value: <Whole of={inner} /> },
					{ name: words.countsIn, value: <Compared of={address} /> },
					{ name: words.number, value: groupDigits(nonce) },
					{ name: words.hash, value: <Hash value={hash} what="hash" /> },
				]}
			/>
			<p>{words.otherDoes}</p>
			<SafeDoes safe={address} {...{ call, sends, coin }} />
		</>
	);
};

/** In the approval of an order, or of an agreement. @param isOrder what follows is about the Safe, which acts by the order */
export const SafeActing = ({
	acts,
	coin,
	isOrder,
}: {
	readonly acts: SafeActs;
	readonly coin: Coin;
	readonly isOrder: boolean;
}) => {
	const words = say().safe;
	const { safe, call, nonce, hash, agreed, outer, through } = acts;
	const sends = sendsOf(acts);
	return (
		<>
			<Section title={words.does}>
				{outer === undefined ? (
					<SafeDoes safe={safe.address} {...{ call, sends, coin }} />
				) : (
					<SafeNested
						inner={safe.address}
						outer={{
							...{ address: outer.safe.address, call: outer.call },
							...{ nonce: outer.nonce, hash: outer.hash },
							sends: sendsOf(outer),
						}}
						coin={coin}
					/>
				)}
			</Section>
			{outer === undefined ? null : (
				<OtherSafe title={words.theOther} facts={outer.safe} />
			)}
			{through === undefined ? null : (
				<OtherSafe
					title={words.throughIt}
					says={words.throughSays}
					facts={through}
				/>
			)}
			<Section title={outer === undefined ? words.theSafe : words.theInner}>
				<Facts
					facts={[
						{ name: words.address, value: <Whole of={safe.address} /> },
						{
							name: words.rules,
							value: words.ownersOf(safe.threshold, safe.owners.length),
						},
						{ name: words.number, value: groupDigits(nonce) },
						{ name: words.hash, value: <Hash value={hash} what="hash" /> },
						...(isOrder
							? [{ name: words.agreed, value: <List of={agreed} /> }]
							: []),
					]}
				/>
				<SafeWarnings facts={safe} />
				{isOrder ? <p>{words.safeNotYours}</p> : null}
			</Section>
		</>
	);
};
