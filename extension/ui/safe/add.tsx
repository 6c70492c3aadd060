// A Safe by its address: who owns it is proved before it is added.

import { useState } from "preact/hooks";
import type { Hex } from "../../../src/base/bytes.ts";
import type { SafeView } from "../../../src/protocol/safe-ui.ts";
import { accountName } from "../accounts/names.ts";
import { typedAddress } from "../address.ts";
import { Age, Grade } from "../parts/amount.tsx";
import { Button, Field } from "../parts/basic.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Note } from "../parts/note.tsx";
import { withHead } from "../parts/proved.ts";
import { go } from "../route.ts";
import { say } from "../say/say.ts";
import { useShared, useWork } from "../wallet.tsx";
import { SafeRules } from "./rules.tsx";

const Found = ({ safe }: { readonly safe: SafeView }) => {
	const words = say().safe;
	const { view } = useShared();
	return (
		<>
			{safe.ours.length === 0 && safe.through.length > 0 ? (
				<p role="status">
					{words.yoursThrough}{" "}
					<b>
						{safe.through.map((one) => accountName(view, one.safe)).join(", ")}
					</b>
				</p>
			) : safe.ours.length === 0 ? (
				<Note tone="wait" title={words.notYours}>
					{null}
				</Note>
			) : (
				<p role="status">
					{words.yours(safe.ours.length)}{" "}
					<b>{safe.ours.map((one) => accountName(view, one)).join(", ")}</b>
				</p>
			)}
			<SafeRules
				facts={safe.facts}
				ours={safe.ours}
				contracts={safe.contracts}
			/>
			<p class="small">
				<Grade grade={safe.grade} /> <Age asOfS={safe.grade.asOfS} />
			</p>
		</>
	);
};

export const AddSafe = ({ onBack }: { readonly onBack: () => void }) => {
	const words = say().safe;
	const { wallet, view, refresh } = useShared();
	const [typed, setTyped] = useState("");
	const [safe, setSafe] = useState<SafeView | null>(null);
	const looking = useWork();
	const adding = useWork();
	const { address, wrong } = typedAddress(typed);
	const look = () => {
		if (address === null) return;
		void looking.run(async () => {
			setSafe(await withHead(() => wallet.engine("safe.look", { address })));
		});
	};
	const add = (of: Hex) =>
		void adding.run(async () => {
			await wallet.engine("safe.keep", { address: of });
			if (!view.accounts.includes(of))
				await wallet.keys("keys.addWatch", { address: of });
			await refresh();
			go("safe", of);
		});
	const found = safe !== null && safe.facts.address === address ? safe : null;
	const canAdd = found !== null && found.ours.length + found.through.length > 0;
	return (
		<Frame
			title={words.addTitle}
			onBack={onBack}
			footer={
				found === null ? (
					<Button
						main
						busy={looking.busy}
						disabled={address === null}
						onClick={look}
					>
						{looking.busy ? words.looking : words.look}
					</Button>
				) : (
					<Button
						main
						busy={adding.busy}
						disabled={!canAdd}
						onClick={() => add(found.facts.address)}
					>
						{words.addIt}
					</Button>
				)
			}
		>
			<div class="read">
				<p class="lead">{words.addLead}</p>
				<Field
					name={words.address}
					value={typed}
					onValue={(next) => {
						looking.clear();
						adding.clear();
						setTyped(next);
					}}
					mono
					autofocus
					wrong={typed === "" ? null : wrong}
					onEnter={look}
				/>
				<FaultNote fault={looking.fault} title={words.notRead} />
				<FaultNote fault={adding.fault} title={words.notAdded} />
				{found === null ? null : <Found safe={found} />}
			</div>
		</Frame>
	);
};
