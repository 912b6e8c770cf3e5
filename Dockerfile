# docker compose up    the app with Redis, see compose.yaml
# docker build -t footnote .    the app alone; without REDIS_URL it keeps everything in SQLite on /data
# It listens on all addresses of its container, so that it needs a key, or ALLOW_ANONYMOUS=true where only this machine reaches it.

FROM node:26-slim AS modules
WORKDIR /app
COPY package.json package-lock.json ./
# Our optional dependencies are only Node itself, which the image has. `--omit=optional` would take the binaries of
# esbuild and sqlite-vec away too, so they are dropped by name. No production dependency needs its install script.
RUN npm pkg delete optionalDependencies \
  && npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
  && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -delete

FROM node:26-slim
ENV NODE_ENV=production HOST=0.0.0.0 DATA_DIR=/data NPM_CONFIG_UPDATE_NOTIFIER=false
RUN install --directory --owner=node --group=node /data
WORKDIR /app
COPY --from=modules /app/node_modules node_modules
COPY package.json LICENSE ./
COPY prompts prompts
COPY src src
COPY corpus corpus
USER node
VOLUME /data
EXPOSE 8787
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT || 8787}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself is process 1, so that it gets SIGTERM and requests under way can end; npm would not pass the signal on.
# Replicas only serve. To ingest before serving, as compose.yaml does, put `start` in place of `serve`.
CMD ["node", "--initial-old-space-size=256", "--import", "tsx", "src/runtime/node/main.ts", "serve"]
