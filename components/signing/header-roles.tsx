import { previousHeader } from "@/lib/signing/header";

type HeaderRolesProps = { headerName: string; prefix: string; overlapping: boolean };

/** What each signing header carries at this moment, so that one who changes a receiver over knows where to look. */
export function HeaderRoles({ headerName, prefix, overlapping }: HeaderRolesProps) {
  return (
    <table aria-label="What each header carries" className="data-table">
      <thead>
        <tr>
          <th scope="col">Header</th>
          <th scope="col">{overlapping ? "Carries now, while two secrets sign" : "Carries now"}</th>
        </tr>
      </thead>
      <tbody>
        {roles(headerName, prefix, overlapping).map(([header, carries]) => (
          <tr key={header}>
            <td className="align-top font-mono text-xs leading-5 break-words sm:whitespace-nowrap">{header}</td>
            <td className="py-2! align-top">{carries}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function roles(headerName: string, prefix: string, overlapping: boolean): [string, string][] {
  const hex = `${prefix ? `${prefix} and the` : "The"} hex HMAC-SHA256 of the body`;
  const standard = "v1, and the base64 HMAC-SHA256 of id.timestamp.body";
  if (!overlapping) {
    return [
      [headerName, `${hex}, by the secret.`],
      [previousHeader(headerName), "Not sent. After a rotation: the same by the old secret, until it stops."],
      ["webhook-signature", `${standard}, by the secret.`],
    ];
  }
  return [
    [headerName, `${hex}, by the new secret.`],
    [previousHeader(headerName), "The same by the old secret, until it stops."],
    ["webhook-signature", `${standard}, once by each secret: the new one’s first, then a space and the old one’s.`],
  ];
}
