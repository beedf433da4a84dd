# One image per app: docker build --target api . (or worker, scheduler, sql-service, mongo-service, vendor-simulator, doctor)

# As long as the manifests do not change, the installed packages come from the cache.
FROM node:24-bookworm-slim AS manifests
WORKDIR /src
COPY . .
RUN mkdir /manifests && cp --parents package.json pnpm-lock.yaml pnpm-workspace.yaml .npmrc apps/*/package.json packages/*/package.json packages/*/patches /manifests

FROM node:24-bookworm-slim AS build
WORKDIR /src
ENV CI=true
COPY --from=manifests /manifests ./
RUN npm install --global pnpm@12.21.0 && pnpm install --frozen-lockfile
COPY . .
RUN node scripts/build.mjs
# What stands beside the bundle of an app, its "dependencies", is in its node_modules; all else is in the bundle.
RUN for app in api sql-service; do pnpm --filter "@carillon/$app" deploy --prod "/out/$app"; done

FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production HOST=0.0.0.0 LOG_FORMAT=json
WORKDIR /app
USER node
# Any answer of the process itself will do: whether its dependencies can be reached is for /readyz, restarting does not mend those.
COPY --chown=root:root deploy/healthcheck.mjs ./
STOPSIGNAL SIGTERM

FROM runtime AS api
COPY --from=build /out/api/node_modules apps/api/node_modules
COPY --from=build /out/api/package.json apps/api/
COPY --from=build /src/apps/api/dist apps/api/dist
COPY --from=build /src/apps/dashboard/dist apps/dashboard/dist
# As in ecosystem.config.js.
ENV NODE_OPTIONS=--max-semi-space-size=32
EXPOSE 4000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "healthcheck.mjs", "API_PORT", "4000"]
CMD ["node", "--enable-source-maps", "apps/api/dist/main.js"]

FROM runtime AS worker
COPY --from=build /src/apps/worker/package.json apps/worker/
COPY --from=build /src/apps/worker/dist apps/worker/dist
# As in ecosystem.config.js.
ENV NODE_OPTIONS="--max-old-space-size=384 --max-semi-space-size=32"
EXPOSE 4010
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "healthcheck.mjs", "WORKER_METRICS_PORT", "4010"]
CMD ["node", "--enable-source-maps", "apps/worker/dist/main.js"]

FROM runtime AS scheduler
COPY --from=build /src/apps/scheduler/package.json apps/scheduler/
COPY --from=build /src/apps/scheduler/dist apps/scheduler/dist
EXPOSE 4011
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "healthcheck.mjs", "SCHEDULER_METRICS_PORT", "4011"]
CMD ["node", "--enable-source-maps", "apps/scheduler/dist/main.js"]

FROM runtime AS sql-service
COPY --from=build /out/sql-service/node_modules apps/sql-service/node_modules
COPY --from=build /out/sql-service/package.json apps/sql-service/
COPY --from=build /src/apps/sql-service/dist apps/sql-service/dist
COPY --from=build /src/apps/sql-service/migrations apps/sql-service/migrations
EXPOSE 4101
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "healthcheck.mjs", "SQL_SERVICE_PORT", "4101"]
CMD ["node", "--enable-source-maps", "apps/sql-service/dist/main.js"]

FROM runtime AS mongo-service
COPY --from=build /src/apps/mongo-service/package.json apps/mongo-service/
COPY --from=build /src/apps/mongo-service/dist apps/mongo-service/dist
EXPOSE 4102
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "healthcheck.mjs", "MONGO_SERVICE_PORT", "4102"]
CMD ["node", "--enable-source-maps", "apps/mongo-service/dist/main.js"]

FROM runtime AS vendor-simulator
COPY --from=build /src/apps/vendor-simulator/package.json apps/vendor-simulator/
COPY --from=build /src/apps/vendor-simulator/dist apps/vendor-simulator/dist
EXPOSE 4103
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "healthcheck.mjs", "VENDOR_SIMULATOR_PORT", "4103"]
CMD ["node", "--enable-source-maps", "apps/vendor-simulator/dist/main.js"]

FROM runtime AS doctor
COPY --from=build /src/apps/doctor/package.json apps/doctor/
COPY --from=build /src/apps/doctor/dist apps/doctor/dist
HEALTHCHECK NONE
CMD ["node", "--enable-source-maps", "apps/doctor/dist/main.js"]
