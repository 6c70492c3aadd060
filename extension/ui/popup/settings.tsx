// Settings: endpoints, network, lock, sites, diagnostics.

import { useCallback, useEffect, useState } from "preact/hooks";
import { shortHex } from "../../../src/base/units.ts";
import { checksummed } from "../address.ts";
import { isPopup, openPage } from "../host.ts";
import { Button, Copy, Field, Section } from "../parts/basic.tsx";
import { Endpoints } from "../parts/endpoints.tsx";
import { FaultNote } from "../parts/fault.tsx";
import { Frame } from "../parts/frame.tsx";
import { Icon } from "../parts/icon.tsx";
import { go } from "../route.ts";
import { useShared, useWork } from "../wallet.tsx";
import { hostOf } from "../words.ts";
import { DoneHome } from "./done.tsx";

/** The browser's question about a host closes the small window, so endpoints are chosen in a tab. */
export const goEndpoints = (): void => {
	if (isPopup()) void openPage("popup.html#endpoints");
	else go("endpoints");
};

const AutoLock = () => {
	const { wallet, status, refresh } = useShared();
	const [typed, setTyped] = useState(String(status.autoLockMinutes));
	const { busy, fault, run } = useWork();
	const minutes = /^[0-9]{1,4}$/.test(typed) ? Number(typed) : 0;
	const right = minutes >= 1 && minutes <= 1_440;
	const keep = () => {
		if (right)
			void run(async () => {
				await wallet.keys("keys.autoLock", { minutes });
				await refresh();
			});
	};
	return (
		<>
			<Field
				name="Lock after so many minutes without use"
				value={typed}
				onValue={setTyped}
				numeric
				wrong={right ? null : "From 1 to 1440 minutes."}
				note={
					minutes === status.autoLockMinutes
						? "This is what holds now."
						: "Not kept yet."
				}
				onEnter={keep}
				after={
					<Button
						busy={busy}
						disabled={!right || minutes === status.autoLockMinutes}
						label="Keep the minutes"
						onClick={keep}
					>
						Keep
					</Button>
				}
			/>
			{fault === null ? null : <FaultNote fault={fault} />}
		</>
	);
};

export const Settings = () => {
	const { wallet, view, refresh } = useShared();
	const locking = useWork();
	const places = [
		{
			name: "endpoints",
			title: "Endpoints",
			says: `${view.endpoints.length} chosen`,
		},
		{
			name: "token",
			title: "Tokens",
			says: "add one, or take one off the list",
		},
		{ name: "sites", title: "Sites", says: "who may see what" },
		{ name: "diagnostics", title: "Diagnostics", says: "what runs here" },
	];
	return (
		<Frame
			title="Settings"
			onBack={() => go("home")}
			footer={
				<Button
					busy={locking.busy}
					onClick={() =>
						void locking.run(async () => {
							await wallet.keys("keys.lock", undefined);
							await refresh();
						})
					}
				>
					Lock now
				</Button>
			}
		>
			<div class="read">
				{locking.fault === null ? null : <FaultNote fault={locking.fault} />}
				<Section title="Network">
					<div class="card quiet-card">
						<div>
							<b>{view.network?.title ?? "none chosen"}</b>
							<Button
								quiet
								onClick={() => void openPage("onboarding.html#network")}
							>
								Change
							</Button>
						</div>
						<div>
							<span class="mute">Starts from the checkpoint you accepted</span>
							<Button
								quiet
								onClick={() => void openPage("onboarding.html#checkpoint")}
							>
								New checkpoint
							</Button>
						</div>
					</div>
				</Section>
				<Section title="What it asks and who asks it">
					<ul class="rows">
						{places.map(({ name, title, says }) => (
							<li key={name} class="row">
								<button
									type="button"
									class="row-part"
									onClick={() =>
										name === "endpoints" ? goEndpoints() : go(name)
									}
								>
									<span class="row-name">
										<b>{title}</b>
										<span class="row-says">{says}</span>
									</span>
									<Icon name="on" size={14} />
								</button>
							</li>
						))}
					</ul>
				</Section>
				<Section title="Lock">
					<AutoLock />
				</Section>
				<Section title="This window">
					<Button onClick={() => void openPage("popup.html")}>
						Open it in a tab
					</Button>
				</Section>
			</div>
		</Frame>
	);
};

export const EndpointSettings = () => (
	<Frame
		title="Endpoints"
		under="nothing is asked but these"
		onBack={() => go("settings")}
		footer={<DoneHome />}
	>
		<div class="read">
			<p class="lead">
				No endpoint decides anything. It serves bytes, and this device checks
				them.
			</p>
			<Endpoints />
		</div>
	</Frame>
);

type Site = {
	readonly origin: string;
	readonly accounts: readonly string[];
	readonly balances: readonly string[];
	readonly blocked: boolean;
	readonly waitsUntilMs: number | null;
};

export const Sites = () => {
	const { wallet } = useShared();
	const [sites, setSites] = useState<readonly Site[] | null>(null);
	const { busy, fault, run } = useWork();
	const read = useCallback(
		async () => setSites(await wallet.engine("site.list", undefined)),
		[wallet],
	);
	useEffect(() => {
		void run(read);
	}, [run, read]);
	const change = (
		name: "site.forget" | "site.block" | "site.unblock",
		origin: string,
	) =>
		void run(async () => {
			await wallet.engine(name, { origin });
			await read();
		});
	return (
		<Frame title="Sites" onBack={() => go("settings")}>
			<div class="read">
				{fault === null ? null : <FaultNote fault={fault} />}
				<p class="lead">
					{sites === null
						? "Reading the list."
						: sites.length === 0
							? "No site may see anything."
							: "A site sees what stands here and nothing else. None can move anything."}
				</p>
				<ul class="rows">
					{(sites ?? []).map((site) => (
						<li key={site.origin} class="row site">
							<div>
								<b>{hostOf(site.origin)}</b>
								<code class="whole">{site.origin}</code>
								{site.accounts.map((one) => (
									<span key={one} class="mute">
										knows account <code>{shortHex(checksummed(one))}</code>
									</span>
								))}
								{site.balances.map((one) => (
									<span key={one} class="mute">
										may ask the balance of{" "}
										<code>{shortHex(checksummed(one))}</code>
									</span>
								))}
								{site.blocked ? (
									<span class="mute">
										blocked: it sees nothing and may ask you nothing
									</span>
								) : null}
								{site.waitsUntilMs === null ? null : (
									<span class="mute">
										you refused it lately: it may not ask again yet
									</span>
								)}
							</div>
							{site.blocked || site.waitsUntilMs !== null ? (
								<Button
									busy={busy}
									label={`${site.blocked ? "Unblock" : "Let"} ${site.origin}${site.blocked ? "" : " ask again"}`}
									onClick={() => change("site.unblock", site.origin)}
								>
									{site.blocked ? "Unblock" : "Let it ask"}
								</Button>
							) : (
								<Button
									busy={busy}
									label={`Forget ${site.origin}`}
									onClick={() => change("site.forget", site.origin)}
								>
									Forget
								</Button>
							)}
							{site.blocked ? null : (
								<Button
									busy={busy}
									label={`Block ${site.origin}`}
									onClick={() => change("site.block", site.origin)}
								>
									Block
								</Button>
							)}
						</li>
					))}
				</ul>
			</div>
		</Frame>
	);
};

type Report = {
	readonly version: string;
	readonly checks: readonly {
		readonly work: string;
		readonly runs: string;
		readonly refused: readonly {
			readonly name: string;
			readonly why: string;
		}[];
	}[];
	readonly lines: readonly string[];
};

const checksInWords = ({ checks }: Report): readonly string[] =>
	checks.flatMap(({ work, runs, refused }) => [
		`${work}: ${runs}, self-test passed`,
		...refused.map(({ name, why }) => `${work}: ${name}: ${why}`),
	]);

export const Diagnostics = () => {
	const { wallet } = useShared();
	const [report, setReport] = useState<Report | null>(null);
	const { fault, run } = useWork();
	useEffect(() => {
		void run(async () =>
			setReport(await wallet.engine("diagnostics.get", undefined)),
		);
	}, [wallet, run]);
	const whole =
		report === null
			? ""
			: [report.version, ...checksInWords(report), ...report.lines].join("\n");
	return (
		<Frame title="Diagnostics" onBack={() => go("settings")}>
			<div class="read">
				{fault === null ? null : <FaultNote fault={fault} />}
				{report === null ? (
					<p class="lead">Asking the engine.</p>
				) : (
					<>
						<dl class="facts">
							<div>
								<dt>Version</dt>
								<dd>{report.version}</dd>
							</div>
						</dl>
						<Section title="Heavy checks by">
							{report.checks.length === 0 ? (
								<p>Nothing: no signature can be checked now.</p>
							) : null}
							<ul class="rows">
								{report.checks.map(({ work, runs, refused }) => (
									<li key={work}>
										<p>
											{work}: {runs}, self-test passed.
										</p>
										{refused.map(({ name, why }) => (
											<p key={name} class="small">
												{name}: {why}
											</p>
										))}
									</li>
								))}
							</ul>
						</Section>
						<Section
							title="What went wrong lately"
							aside={<Copy value={whole} what="diagnostics" />}
						>
							{report.lines.length === 0 ? (
								<p>Nothing.</p>
							) : (
								<pre class="lines">{report.lines.join("\n")}</pre>
							)}
						</Section>
						<p class="small">
							Look through it before you give it away. It names endpoints and
							addresses. Nothing is sent anywhere by itself.
						</p>
					</>
				)}
			</div>
		</Frame>
	);
};

export const Accounts = () => {
	const { wallet, view, refresh } = useShared();
	const { busy, fault, run } = useWork();
	return (
		<Frame title="Accounts" onBack={() => go("home")}>
			<div class="read">
				{fault === null ? null : <FaultNote fault={fault} />}
				<ul class="rows">
					{view.accounts.map((account, i) => (
						<li key={account} class="row">
							<button
								type="button"
								class="row-part"
								disabled={busy}
								aria-pressed={account === view.account}
								aria-label={`Account ${i + 1}, ${account}`}
								onClick={() =>
									void run(async () => {
										await wallet.engine("account.select", {
											address: account,
										});
										await refresh();
										go("home");
									})
								}
							>
								<span class="row-name">
									<b>Account {i + 1}</b>
									<code>{shortHex(checksummed(account), 8)}</code>
								</span>
								{account === view.account ? (
									<span class="grade ok">
										<Icon name="done" size={14} />
										shown now
									</span>
								) : null}
							</button>
						</li>
					))}
				</ul>
				<p class="small">All of them come from your recovery phrase.</p>
			</div>
		</Frame>
	);
};
