"use client";

import { Dropdown, Label } from "@heroui/react";
import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/actions/result";

type Named = { id: string; name: string };

type WorkspaceSwitcherProps = {
  organization: Named;
  workspace: Named;
  workspaces: readonly Named[];
  switchWorkspace: (workspaceId: string) => Promise<ActionResult<unknown>>;
};

const MANAGE = "manage";

export function WorkspaceSwitcher(props: WorkspaceSwitcherProps) {
  const { organization, workspace, workspaces, switchWorkspace } = props;
  const router = useRouter();
  const [pending, startTransition] = useTransition();

  function choose(key: string) {
    if (key === MANAGE) return router.push("/settings/organization/workspaces");
    if (key === workspace.id) return;
    startTransition(async () => {
      const result = await switchWorkspace(key);
      if (!result.ok) return toast.failure(result.message);
      // What is on screen may belong to the workspace just left.
      router.push("/settings/integrations/webhooks");
      router.refresh();
    });
  }

  return (
    <Dropdown>
      <Dropdown.Trigger
        aria-label={`Workspace ${workspace.name} of ${organization.name}. Switch workspace`}
        className="flex h-11 w-full items-center gap-2.5 rounded-md px-2 text-start hover:bg-default"
      >
        <Monogram name={workspace.name} />
        <span className={`min-w-0 flex-1 ${pending ? "opacity-60" : ""}`}>
          <span className="block truncate leading-4 font-medium">{workspace.name}</span>
          <span className="block truncate text-xs leading-4 text-muted">{organization.name}</span>
        </span>
        <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
      </Dropdown.Trigger>
      <Dropdown.Popover placement="bottom start" className="min-w-56">
        <Dropdown.Menu aria-label="Workspaces" onAction={(key) => choose(String(key))}>
          {workspaces.map((each) => (
            <Dropdown.Item key={each.id} id={each.id} textValue={each.name}>
              <Label className="flex-1 truncate">{each.name}</Label>
              {each.id === workspace.id && <Check aria-label="current" className="size-4" />}
            </Dropdown.Item>
          ))}
          <Dropdown.Item id={MANAGE} textValue="Manage workspaces">
            <Plus aria-hidden="true" className="size-4 text-muted" />
            <Label>Manage workspaces</Label>
          </Dropdown.Item>
        </Dropdown.Menu>
      </Dropdown.Popover>
    </Dropdown>
  );
}

function Monogram({ name }: { name: string }) {
  return (
    <span
      aria-hidden="true"
      className="flex size-7 shrink-0 items-center justify-center rounded-md bg-accent text-xs font-semibold text-accent-foreground"
    >
      {name.slice(0, 1).toUpperCase()}
    </span>
  );
}
