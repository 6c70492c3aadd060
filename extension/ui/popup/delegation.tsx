// Whose code the chosen account runs, by proof; taking that back, and letting it run a contract's code, after what that means.

import { useCallback, useRef, useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import { chunks } from "../../../src/base/units.ts";
import { checksummed } from "../../../src/crypto/checksum.ts";
import type { DelegationView } from "../../../src/protocol/delegation-views.ts";
import { typedAddress } from "../address.ts";
import { Age } from "../parts/amount.tsx";
import { Button, Chunks, Field, Section } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { WarnLine } from "../parts/note.tsx";
import { useProved } from "../parts/proved.ts";
import { SettingsPage } from "../parts/settings-page.tsx";
import { go } from "../route.ts";
import { groupDigits } from "../say/numbers.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";

/** What the account that is shown runs. */
const useLook = () => {
	const { wallet, view } = useShared();
	const { account } = view;
	// another account is another question
	const look = useCallback(
		() => wallet.engine("delegation.look", undefined),
		[wallet, account],
	);
	return useProved(look);
};

/** Makes the order, and shows it for approval. */
const useMaking = () => {
	const { wallet, refresh } = useShared();
	const work = useWork();
	// One id for one intent: asking again after a lost answer makes no second order.
	const id = useRef(crypto.randomUUID());
	const make = (to: Hex | null) =>
		void work.run(async () => {
			const made = await wallet.engine("delegation.prepare", {
				id: id.current,
				to,
			});
			id.current = crypto.randomUUID();
			await refresh();
			go("approve", made.id);
		});
	return { ...work, make };
};
type Making = ReturnType<typeof useMaking>;

const Now = ({
	found,
	making: { busy, make },
}: {
	readonly found: DelegationView;
	readonly making: Making;
}) => {
	const words = say().delegation;
	return (
		<>
			{found.isOther ? (
				<p>{words.runsOther}</p>
			) : found.to === null ? (
				<p>{words.runsNone}</p>
			) : (
				<>
					<WarnLine>
						<span>{words.runs}</span>
					</WarnLine>
					<Chunks groups={["0x", ...chunks(checksummed(found.to))]} />
					<p>{words.takeBackSays}</p>
					<Button main busy={busy} onClick={() => make(null)}>
						{words.takeBack}
					</Button>
				</>
			)}
			<p class="small">
				{words.proved(groupDigits(found.blockNumber))}{" "}
				<Age asOfS={found.grade.asOfS} />
			</p>
		</>
	);
};

const Other = ({ making }: { readonly making: Making }) => {
	const words = say().delegation;
	const { busy, make, anew } = making;
	const [typed, setTyped] = useState("");
	const { address, wrong } = typedAddress(typed);
	return (
		<Section title={words.other}>
			<WarnLine>
				<span>{words.warn}</span>
			</WarnLine>
			<p>{words.sends}</p>
			<p class="small">{words.chain}</p>
			<Field
				name={words.address}
				value={typed}
				mono
				wrong={typed.trim() === "" ? null : wrong}
				onValue={anew(setTyped)}
			/>
			<Button
				busy={busy}
				disabled={address === null}
				onClick={() => {
					if (address !== null) make(address);
				}}
			>
				{busy ? words.making : words.make}
			</Button>
		</Section>
	);
};

const OfAccount = () => {
	const words = say().delegation;
	const { found, fault } = useLook();
	const making = useMaking();
	return (
		<SettingsPage words={words}>
			<p class="lead">{words.lead}</p>
			<Section title={words.now}>
				{found === null ? (
					fault === null ? (
						<p role="status">{words.looking}</p>
					) : (
						<FaultNote fault={fault} title={words.notKnown} />
					)
				) : (
					<Now found={found} making={making} />
				)}
			</Section>
			<FaultNote fault={making.fault} title={words.notMade} />
			{found === null || found.isOther ? null : <Other making={making} />}
		</SettingsPage>
	);
};

/** Begun anew for another account: what was asked for one is no answer for the next. */
export const Delegation = () => <OfAccount key={useShared().view.account} />;
