declare module "swagger-ui-dist/swagger-ui-es-bundle.js" {
  type Options = {
    domNode: HTMLElement;
    spec: object;
    layout?: "BaseLayout";
    deepLinking?: boolean;
    docExpansion?: "list" | "full" | "none";
    defaultModelsExpandDepth?: number;
    validatorUrl?: string | null;
    onComplete?: () => void;
  };

  export default function SwaggerUI(options: Options): unknown;
}
